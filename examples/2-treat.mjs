// A drug that the pump P-glycoprotein carries out of the cells that have it; then two arms of one tumour.
import { createPatient, presets } from 'clonarium';

const pump = presets.find(({ id }) => id === 'mdr1-pump');
const patient = await createPatient({
  ...pump.scenario,
  tumour: { ...pump.scenario.tumour, founders: 20_000 },
});
patient.advance({ untilDay: 20 });
// From here on two arms of one tumour: untouched, and with a dose more.
const other = await patient.fork();
other.dose(other.scenario.drugs[0].name);
for (const arm of [patient, other]) {
  arm.advance({ days: 20 });
  const { cells, compartments } = arm.observe();
  console.log(`day ${arm.days}: ${cells} cells, ${compartments[0].cellsByClass.pump} of them with the pump`);
  arm.dispose();
}
