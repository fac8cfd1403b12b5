import type { AnyFormResult } from './form';

/**
 * What a form came back with holds until the person acts on it: `holds()` is true until `done()` was called for this
 * very result. The next result starts anew.
 */
export function untilCorrected(result: () => AnyFormResult) {
	let correctedResult = $state.raw<AnyFormResult>();
	return {
		holds: (): boolean => !result() || correctedResult !== result(),
		done: (): void => {
			correctedResult = result();
		}
	};
}
