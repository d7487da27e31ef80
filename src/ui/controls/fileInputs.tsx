/** Values that are chosen as files: a picture of vessels, a table of founder cells. */
import type { Scenario } from '../../scenario/schema';
import { foundersOf } from '../../scenario/tables/founders';
import { plain } from '../../worker/plain';
import { refuse } from '../state/chosen';
import { edit } from '../state/session';
import { exact } from '../words/format';
import type { Field } from './expand';

interface Props {
  id: string;
  field: Field;
  scenario: Scenario;
}

interface FileInputProps extends Props {
  accept: string;
  /** The value that a file gives. */
  read(file: File): Promise<string>;
}

function FileInput({ id, field, accept, read }: FileInputProps) {
  const { path } = field;
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      edit(field, await read(file));
    } catch (error) {
      refuse(path, plain(error));
    }
  };
  return (
    <input
      id={id}
      name={path}
      type="file"
      accept={accept}
      onChange={(event) => void take(event.currentTarget.files?.[0])}
    />
  );
}

export function PictureInput(props: Props) {
  const { sitesX = 1, sitesY = 1 } = props.scenario.tumour.tissue ?? {};
  const read = async (file: File) => {
    const { pictureText } = await import('./picture');
    return pictureText(file, props.field.path, [sitesX, sitesY]);
  };
  return <FileInput {...props} accept="image/*,.pbm,.pgm" read={read} />;
}

export function TableInput(props: Props) {
  const { scenario } = props;
  const read = async (file: File) => {
    const { cellsText } = await import('../../scenario/tables/cells');
    return cellsText(await file.text());
  };
  return (
    <>
      <FileInput {...props} accept=".csv,text/csv" read={read} />
      {scenario.tumour.cells !== '' && <span class="unit">{exact(foundersOf(scenario).cells)} cells</span>}
    </>
  );
}
