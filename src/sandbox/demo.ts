process.stdout.write('The demo begins with the sandbox.\n')
