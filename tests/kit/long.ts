/** Tests that `npm run test:long` runs and `npm test` leaves out: minutes in all, and what they hold is held in the short ones at fewer places. */
export const LONG = { tags: ['long'] };

export const longIf = (long: boolean): { tags?: string[] } => (long ? LONG : {});
