/** The few tails of distributions that results of experiments need. Formulas: NIST DLMF, https://dlmf.nist.gov/8 */

/** Lanczos' approximation with g = 7 and nine terms: 15 digits. https://doi.org/10.1137/0701008 */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x), for x above 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const sum = lanczos.reduce((total, term, nth) => total + (nth === 0 ? term : term / (x - 1 + nth)), 0);
  const t = x + 6.5;
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const precision = 1e-14;
const mostTerms = 10_000;
/** Stands for zero in denominators of continued fractions. */
const tiny = 1e-300;

/** Q(a, x): the upper tail of the gamma distribution. By the series of DLMF 8.11.4, else the fraction of 8.9.2. */
export function gammaTail(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < mostTerms && Math.abs(term) > Math.abs(sum) * precision; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - sum * scale;
  }
  return scale / continuedFraction(x + 1 - a, (n) => [-n * (n - a), x + 2 * n + 1 - a]);
}

/** b0 + a1 / (b1 + a2 / (b2 + ...)), by Lentz's method: https://doi.org/10.1364/AO.15.000668 */
function continuedFraction(b0: number, term: (n: number) => readonly [a: number, b: number]): number {
  let f = b0 || tiny;
  let c = f;
  let d = 0;
  for (let n = 1; n < mostTerms; n += 1) {
    const [a, b] = term(n);
    d = 1 / (b + a * d || tiny);
    c = b + a / c || tiny;
    f *= c * d;
    if (Math.abs(c * d - 1) < precision) break;
  }
  return f;
}

/** The chance of a chi-square of at least this, with so many degrees of freedom. */
export function chiSquareTail(x: number, degrees: number): number {
  return gammaTail(degrees / 2, x / 2);
}

/** The chance of a standard normal at least this far from 0, on either side. */
export function normalTails(z: number): number {
  return gammaTail(0.5, (z * z) / 2);
}

/** I_x(a, b): the beta distribution. By the fraction of DLMF 8.17.22. */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const scale = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  const fraction = continuedFraction(1, (n) => {
    const m = Math.floor(n / 2);
    const term =
      n % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    return [term, 1];
  });
  return scale / fraction;
}

/** The chance of Student's t at least this far from 0, on either side. */
export function studentTails(t: number, degrees: number): number {
  return betaShare(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/** How far from 0 something must be for this chance of it, where `tails` falls: by halving. */
export function quantileOf(tails: (distance: number) => number, chance: number): number {
  let [low, high] = [0, 1];
  while (tails(high) > chance && high < 1e9) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (tails(middle) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
