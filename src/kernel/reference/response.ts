import { exactLn } from '../../../assembly/numerics/maths';
import { exactPow } from '../../../assembly/numerics/power';
import { Limit } from '../../../assembly/shared/limits';
import { curveExponent } from '../encode/model';
import { type DrugModel, Response } from '../model';

const f = Math.fround;
const MOST_F32 = f(3.4028234663852886e38);
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** Effect at x without interpolation: xʰ/(1 + xʰ), ln(1 + xʰ) for a hazard (docs/model.md (21)), a line, or a table. */
export function exactEffect(drug: DrugModel, allele: number, x: number): number {
  if (x <= 0) return 0;
  const { halfEffect, hill } = drug.alleles[allele] as { halfEffect: number; hill: number };
  if (drug.response === Response.linear) return (0.5 * x) / halfEffect;
  if (drug.response === Response.points) return inTable(x / halfEffect, drug.points ?? []);
  const power = exactPow(x / halfEffect, hill);
  return drug.response === Response.hazard ? exactLn(1 + power) : power / (1 + power);
}

/** A table's effect at a level: straight from none at 0 through its points, level past the last. */
function inTable(level: number, points: NonNullable<DrugModel['points']>): number {
  let [x0, y0] = [0, 0];
  for (const [x1, y1] of points) {
    if (level < x1) return y0 + ((level - x0) / (x1 - x0)) * (y1 - y0);
    [x0, y0] = [x1, y1];
  }
  return y0;
}

/** Whether a response has no ceiling. */
const risesOn = ({ response }: DrugModel) => response === Response.hazard || response === Response.linear;

/** The curve that the kernel looks effects up in: linear pieces, 32 per octave, made as they are needed. */
export class ResponseCurves {
  private readonly pieces = new Map<string, { intercept: number; slope: number }>();
  private readonly envelope = new Map<string, number>();

  effect(drug: DrugModel, drugIndex: number, allele: number, x: number): number {
    const { lowest, node } = nodeOf(drug, x);
    const key = `${drugIndex}:${allele}:${node}`;
    let piece = this.pieces.get(key);
    if (!piece) {
      const x0 = node === 0 ? 0 : valueOfNode(lowest + node);
      const x1 = valueOfNode(lowest + node + 1);
      const y0 = exactEffect(drug, allele, x0);
      // Past its last node an effect that saturates stays where it is; one without a ceiling rises on.
      const level = node === Limit.curveNodes - 1 && !risesOn(drug);
      const slope = level ? 0 : (exactEffect(drug, allele, x1) - y0) / (x1 - x0);
      piece = { intercept: f(y0 - slope * x0), slope: f(slope) };
      this.pieces.set(key, piece);
    }
    return f(piece.intercept + f(piece.slope * x));
  }

  /** An effect that no cell of whatever allele exceeds whose argument is at most x. */
  largestEffect(drug: DrugModel, drugIndex: number, x: number): number {
    if (x <= 0) return 0;
    if (drug.response === Response.inhibitor) return f(x * f(1 / f(drug.neededTarget)));
    const { lowest, node } = nodeOf(drug, x);
    const beyond = node === Limit.curveNodes - 1 && risesOn(drug);
    const key = `${drugIndex}:${node}`;
    const known = this.envelope.get(key);
    if (known !== undefined && !beyond) return known;
    // A table may fall again; what it was at a smaller argument still holds for cells below the largest.
    const first = drug.response === Response.points ? 0 : node;
    let most = 0;
    for (let n = first; n <= node; n++) {
      const end = valueOfNode(lowest + n + 1);
      const effects = drug.alleles.map((_, allele) =>
        beyond ? this.effect(drug, drugIndex, allele, x) : f(exactEffect(drug, allele, end)),
      );
      most = Math.max(most, ...effects);
    }
    this.envelope.set(key, most);
    return most;
  }

  /** An effect that no cell exceeds whatever it holds; infinite where it has no end. */
  greatestEffect(drug: DrugModel, drugIndex: number): number {
    if (drug.response === Response.inhibitor) return 1;
    if (risesOn(drug)) return Infinity;
    return this.largestEffect(drug, drugIndex, MOST_F32);
  }
}

function nodeOf(drug: DrugModel, x: number): { lowest: number; node: number } {
  float[0] = x;
  const lowest = curveExponent(drug) * 32;
  return {
    lowest,
    node: Math.min(Math.max((((bits[0] as number) | 0) >> 18) - lowest, 0), Limit.curveNodes - 1),
  };
}

function valueOfNode(node: number): number {
  bits[0] = node << 18;
  return float[0] as number;
}
