/** Why there is no probability of leaving, or no worth of an order. */
export const model = {
  orders: {
    'too-few':
      'Too few customers for a model of purchases: {{customers}} of them first ordered 90 days ago or earlier, and it takes {{least}}.',
    'one-order':
      'No model of purchases: none of the customers ({{customers}}) ordered on a second day, so nothing says when they come back.',
    'not-sane':
      'No model of purchases: the customers ({{customers}}) order too much alike for parameters that mean anything.',
  },
  spend: {
    'too-few':
      'Too few customers for a model of spending: {{customers}} of them bought something after their first day, and it takes {{least}}.',
    'one-order': 'No model of spending: nobody bought anything after their first day.',
    'not-sane':
      'No model of spending: the customers ({{customers}}) spend too much alike for parameters that mean anything.',
  },
}
