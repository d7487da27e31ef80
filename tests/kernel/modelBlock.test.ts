/** The model block, whose places kernel and TypeScript share: blocks follow one another, and none reaches into the next. */
import { expect, it } from 'vitest';
import { Limit } from '../../assembly/shared/limits';
import {
  AlleleField,
  AlterationField,
  DrugField,
  ModelField,
  PointField,
  TargetField,
} from '../../assembly/shared/model';
import { FieldField, TissueField } from '../../assembly/shared/tissue';

it('has room for every number between its bases', () => {
  const blocks: [number, number][] = [
    [ModelField.drugBase, Limit.drugs * DrugField.stride],
    [ModelField.alleleBase, Limit.drugs * Limit.alleles * AlleleField.stride],
    [ModelField.targetBase, Limit.targets * TargetField.stride],
    [ModelField.alterationBase, Limit.alterations * AlterationField.stride],
    [ModelField.expressionBase, Limit.expressionLevels],
    [ModelField.tissueBase, TissueField.size],
    [ModelField.fieldBase, Limit.fields * FieldField.stride],
    [ModelField.pointBase, Limit.drugs * Limit.points * PointField.stride],
  ];
  expect(ModelField.drugBase).toBeGreaterThan(ModelField.transitPerHour);
  expect(blocks.map(([base, length]) => base + length)).toEqual([
    ...blocks.slice(1).map(([base]) => base),
    ModelField.size,
  ]);
});
