import type { KernelModel } from '../../kernel/model';
import type { TissueShape } from './tissueMessages';

/** What those who look at a compartment must know of its tissue; null of a well-mixed one. */
export function shapeOf({ tissue, founders }: KernelModel): TissueShape | null {
  if (tissue === undefined) return null;
  const { size, siteMicrometres, drugFields, oxygen, vessels, vesselDynamics, clearancePerHour } = tissue;
  return {
    size,
    siteMicrometres,
    drugFields: drugFields.length > 0,
    vessels: vessels.length,
    vesselsClose: vesselDynamics.lossPerHour > 0,
    normal: founders.some(({ genotype }) => genotype.normal),
    debris: clearancePerHour > 0,
    oxygen: oxygen && {
      most: Math.max(oxygen.vesselValue, oxygen.boundary === 'fixed' ? oxygen.boundaryValue : 0),
      quiescentBelow: oxygen.quiescentBelow,
      fullAbove: oxygen.fullAbove,
      necrosisBelow: oxygen.necrosisBelow,
    },
  };
}
