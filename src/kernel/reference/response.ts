import { exactLn, exactPow } from '../../../assembly/maths';
import { Limit } from '../../../assembly/shared';
import { curveExponent } from '../encode';
import { type DrugModel, Response } from '../model';

const f = Math.fround;
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** Effect at x without interpolation: xʰ/(1 + xʰ), or ln(1 + xʰ) for a hazard (MODEL §4, §7). */
export function exactEffect(drug: DrugModel, allele: number, x: number): number {
  if (x <= 0) return 0;
  const { halfEffect, hill } = drug.alleles[allele] as { halfEffect: number; hill: number };
  const power = exactPow(x / halfEffect, hill);
  return drug.response === Response.hazard ? exactLn(1 + power) : power / (1 + power);
}

/** The curve that the kernel looks effects up in: linear pieces, 32 per octave, made as they are needed. */
export class ResponseCurves {
  private readonly pieces = new Map<string, { intercept: number; slope: number }>();

  effect(drug: DrugModel, drugIndex: number, allele: number, x: number): number {
    float[0] = x;
    const lowest = curveExponent(drug) * 32;
    const node = Math.min(Math.max((((bits[0] as number) | 0) >> 18) - lowest, 0), Limit.curveNodes - 1);
    const key = `${drugIndex}:${allele}:${node}`;
    let piece = this.pieces.get(key);
    if (!piece) {
      const x0 = node === 0 ? 0 : valueOfNode(lowest + node);
      const x1 = valueOfNode(lowest + node + 1);
      const y0 = exactEffect(drug, allele, x0);
      // Past its last node an effect that saturates stays where it is; a hazard rises on.
      const level = node === Limit.curveNodes - 1 && drug.response !== Response.hazard;
      const slope = level ? 0 : (exactEffect(drug, allele, x1) - y0) / (x1 - x0);
      piece = { intercept: f(y0 - slope * x0), slope: f(slope) };
      this.pieces.set(key, piece);
    }
    return f(piece.intercept + f(piece.slope * x));
  }
}

function valueOfNode(node: number): number {
  bits[0] = node << 18;
  return float[0] as number;
}
