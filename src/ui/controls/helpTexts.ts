/** Help and source of every parameter as a module of their own: Node writes it while the page is built. */
import { parameters } from '../../scenario/shape';

const texts = parameters.map(({ path, help, citation }) => [path, { help, citation }]);

export const text = `export default ${JSON.stringify(Object.fromEntries(texts))};`;
