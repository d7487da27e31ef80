import { Limit } from '../../../assembly/shared/limits';
import { ModelField } from '../../../assembly/shared/model';
import {
  Boundary,
  FieldField,
  Neighbours,
  Space,
  TissueField,
  VesselWord,
} from '../../../assembly/shared/tissue';
import type { FieldModel, TissueModel, Vessel } from '../tissueModel';

/** A tissue's numbers to their places in the model block. */
export function encodeTissue(block: Float64Array, tissue: TissueModel): void {
  const [x, y, z = 1] = tissue.size;
  const put = (field: TissueField, value: number) => {
    block[ModelField.tissueBase + field] = value;
  };
  put(TissueField.space, tissue.size.length === 2 ? Space.plane : Space.volume);
  put(TissueField.sizeX, x);
  put(TissueField.sizeY, y);
  put(TissueField.sizeZ, z);
  put(TissueField.neighbours, Neighbours[tissue.neighbours]);
  put(TissueField.reach, tissue.reach);
  put(TissueField.siteMicrometres, tissue.siteMicrometres);
  put(TissueField.coarsening, tissue.coarsening);
  put(TissueField.clearancePerHour, tissue.clearancePerHour);
  put(TissueField.normalDivisionPerHour, tissue.normal.divisionPerHour);
  put(TissueField.normalDeathPerHour, tissue.normal.deathPerHour);
  put(TissueField.normalKill, tissue.normal.kill);
  put(TissueField.volumeRatio, tissue.volumeRatio);
  put(TissueField.drugFields, tissue.drugFields.length > 0 ? 1 : 0);
  tissue.quiescentKill.forEach((share, drug) => {
    put(TissueField.quiescentKill + drug, share);
  });
  put(TissueField.vesselLossPerHour, tissue.vesselDynamics.lossPerHour);
  put(TissueField.vesselGainPerHour, tissue.vesselDynamics.gainPerHour);
  put(TissueField.crowdedFrom, tissue.vesselDynamics.crowdedFrom);
  put(TissueField.crowdedWithin, tissue.vesselDynamics.crowdedWithin);
  tissue.drugFields.forEach((field, drug) => {
    encodeField(block, drug, field);
  });
  const { oxygen } = tissue;
  if (oxygen === null) return;
  put(TissueField.oxygen, 1);
  put(TissueField.quiescentBelow, oxygen.quiescentBelow);
  put(TissueField.fullAbove, oxygen.fullAbove);
  put(TissueField.necrosisBelow, oxygen.necrosisBelow);
  put(TissueField.necrosisFullBelow, oxygen.necrosisFullBelow);
  put(TissueField.necrosisPerHour, oxygen.necrosisPerHour);
  encodeField(block, Limit.drugs, oxygen);
  block[ModelField.fieldBase + Limit.drugs * FieldField.stride + FieldField.vesselValue] = oxygen.vesselValue;
}

function encodeField(block: Float64Array, index: number, field: FieldModel): void {
  const at = ModelField.fieldBase + index * FieldField.stride;
  block[at + FieldField.diffusion] = field.diffusion;
  block[at + FieldField.decayPerHour] = field.decayPerHour;
  block[at + FieldField.boundary] = Boundary[field.boundary];
  block[at + FieldField.boundaryValue] = field.boundaryValue;
  block[at + FieldField.boundaryOffset] = field.boundaryOffset;
  block[at + FieldField.permeability] = field.permeability;
  block[at + FieldField.wallPump] = field.wallPump;
  block[at + FieldField.consumption] = field.consumptionPerHour;
  block[at + FieldField.wallBulk] = field.wallBulk ?? 0;
}

/** Records of vessels as the kernel takes them, all open. */
export function vesselRecords(vessels: readonly Vessel[]): ArrayBuffer {
  const words = new Uint32Array(vessels.length * VesselWord.stride);
  const numbers = new Float32Array(words.buffer);
  vessels.forEach(({ x, y, z, surfacePerVolume }, i) => {
    words.set([x, y, z], i * VesselWord.stride);
    numbers.set([surfacePerVolume, 1], i * VesselWord.stride + VesselWord.surface);
  });
  return words.buffer;
}
