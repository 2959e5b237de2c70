import { gammaln } from 'simple-statistics'

/** ln Γ(z) for z > 0. */
export const lnGamma = (z: number): number => gammaln(z)

/** ln of the rising factorial z (z + 1) … (z + n - 1) = Γ(z + n) / Γ(z), for z > 0 and n ≥ 0. */
export const lnRising = (z: number, n: number): number => lnGamma(z + n) - lnGamma(z)
