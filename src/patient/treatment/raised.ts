/** What an extra dose does to a level that is held. */
import type { Schedule } from '../../scenario/scenario';

/** For so long it raises a level held without a break, by the level of the schedule. */
const RAISED_HOURS = 24;

/** The same of any schedule of a held level: one of its own periods, where it has some. */
export const raisedHours = ({ infusionHours }: Schedule): number => infusionHours || RAISED_HOURS;
