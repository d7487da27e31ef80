// Cells with places: vessels bring oxygen, and it grows scarce between them.
import { createPatient, presets } from 'clonarium';

const { scenario } = presets.find(({ id }) => id === 'rim-and-core');
const patient = await createPatient({ ...scenario, seed: 5 }, { threads: 2 });
patient.advance({ untilDay: 5 });
const { width, height, values, voxelMicrometres } = patient.fieldSlice('oxygen');
const low = values.filter((mmHg) => mmHg < 2).length;
console.log(`${patient.cells} cells on day ${patient.days}`);
console.log(`${width} × ${height} voxels of ${voxelMicrometres} µm, ${low} with less than 2 mmHg of oxygen`);
const { places, count } = patient.cellColumns();
console.log(`the first of ${count} cells lies at ${places.slice(0, 2).join(', ')}`);
patient.dispose();
