const INDENT = '\u2003';

/** Units of a tree, parents before children, as the alternatives of a select: indented by depth. */
export const unitOptions = (units: readonly { id: string; name: string; depth: number }[]) =>
	units.map(({ id, name, depth }) => ({ value: id, label: `${INDENT.repeat(depth)}${name}` }));
