import type { ReactNode } from 'react'

interface Props {
  id: string
  name: string
  isApp?: boolean
}

/** A coloured square with an initial; the app's has its leaf. */
export function Avatar({ id, name, isApp = false }: Props): ReactNode {
  if (isApp) return <Leaf />
  const hue = Array.from(id).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  return (
    <span className="avatar" aria-hidden="true" data-hue={Math.floor(hue / 45)}>
      {Array.from(name)[0]}
    </span>
  )
}

const Leaf = (): ReactNode => (
  <svg className="avatar" viewBox="0 0 36 36" aria-hidden="true">
    <rect width="36" height="36" rx="8" fill="#2f5d50" />
    <path
      d="M18 30V17M18 20c0-5 3-9 10-9 0 6-4 9-10 9Zm0 3c0-4-3-7-9-7 0 5 4 7 9 7Z"
      fill="#dff0e6"
      stroke="#dff0e6"
      strokeWidth="1.5"
    />
  </svg>
)
