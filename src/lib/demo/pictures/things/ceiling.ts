import { box, disc, grid } from '../solids';
import type { Solid, Thing } from '../space';
import { several, type Draw, type DrawTable } from '../subject';
import { DECK, pallet, specks, stored } from './stored';

const ceilingTile: Draw = (pen) => {
	const { random } = pen;
	const fill = random.pick(['#f1f1ec', '#e9e9e4', '#f5f3ea'] as const);
	const holes =
		pen.variant % 2
			? grid(20, 20, 0.62, () => '#8b8d8d', [0.06, 0.06, 0.88, 0.88])
			: specks(pen, 150, '#8d8d88', 0.006);
	const plate = (y: number, top: boolean) =>
		box([random.between(-0.01, 0.01), y, random.between(-0.01, 0.01)], [0.6, 0.018, 0.6], fill, {
			fills: { front: '#d9cf9e', left: '#d9cf9e', right: '#d9cf9e' },
			marks: top ? { top: holes } : {}
		});
	const stack = (count: number): Solid[] =>
		several(count, (index) => plate(DECK + index * 0.022, index === count - 1));
	const upright: Thing = {
		solids: [box([0, 0, 0], [0.6, 0.6, 0.02], fill, { marks: { front: holes } })],
		at: [-0.62, 0, -0.3],
		pitch: 0.2,
		yaw: 0.2
	};
	const ceiling: Thing = {
		solids: [
			box([0, 2.7, 0], [3, 0.03, 3], '#c3c6c5', {
				shadowless: true,
				lit: true,
				marks: {
					bottom: grid(5, 5, 0.035, (column, row) =>
						(column === 1 || column === 3) && row % 2 ? '#fffff6' : fill
					)
				}
			})
		]
	};
	const dots: Thing = {
		solids: [
			box([0, 2.698, 0], [3, 0.001, 3], '#ffffff', {
				shadowless: true,
				opacity: 0,
				marks: {
					bottom: [
						...several(25, (index) =>
							several(26, () =>
								disc(
									(index % 5) / 5 + random.between(0.015, 0.185),
									Math.floor(index / 5) / 5 + random.between(0.015, 0.185),
									0.0016,
									0.0016,
									'#77787a',
									0.5
								)
							)
						)
					].flat()
				}
			})
		]
	};
	if (pen.variant % 3 === 2)
		return {
			things: [ceiling],
			beside: [dots],
			wallAt: 1.5,
			room: 'office',
			share: 1.25,
			rise: [-38, -32],
			aside: [4, 20],
			portrait: false
		};
	return stored(pen, [{ solids: [...pallet(0.8, 0.8), ...stack(pen.of([18, 10]))], yaw: 0.35 }, upright]);
};

export const ceiling: DrawTable = { ceilingTile };
