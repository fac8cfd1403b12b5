/** Where in a JSON text the value at a path begins, as a line from 1; the nearest parent where the path ends early. */
export function lineOfPath(json: string, path: readonly PropertyKey[]): number {
	let at = 0;
	let found = 0;
	const space = () => {
		while (/\s/.test(json.charAt(at))) at++;
	};
	const text = (): string => {
		const start = at++;
		while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
		return JSON.parse(json.slice(start, ++at)) as string;
	};

	/** Reads past one value; `wanted` is what is left of the path when the value lies on it. */
	const value = (wanted: readonly PropertyKey[] | undefined): void => {
		space();
		if (wanted) found = at;
		const open = json[at];
		if (open === '"') return void text();
		if (open !== '{' && open !== '[') {
			while (at < json.length && !/[\s,\]}]/.test(json.charAt(at))) at++;
			return;
		}
		at++;
		for (let index = 0; ; index++) {
			space();
			if (json[at] === '}' || json[at] === ']') return void at++;
			if (json[at] === ',') at++;
			space();
			let name: PropertyKey = index;
			if (open === '{') {
				name = text();
				space();
				at++;
			}
			value(wanted?.length && String(wanted[0]) === String(name) ? wanted.slice(1) : undefined);
		}
	};

	value(path);
	return json.slice(0, found).split('\n').length;
}
