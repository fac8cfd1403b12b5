/** The pilots of the demo, with their texts. */
export const PILOTS = [
	{
		key: 'furniture',
		pack: 'furniture',
		texts: {
			nb: {
				name: 'Møbler og inventar',
				purpose: 'Bruke møblene vi har, før vi kjøper nye, når enheter flytter og bygger om.'
			},
			nn: {
				name: 'Møblar og inventar',
				purpose: 'Bruke møblane vi har, før vi kjøper nye, når einingar flyttar og byggjer om.'
			},
			en: {
				name: 'Furniture and interiors',
				purpose: 'Use the furniture we have before buying new when units move and refurbish.'
			}
		}
	},
	{
		key: 'it',
		pack: 'it',
		texts: {
			nb: {
				name: 'PC-er og mobiler',
				purpose: 'Gi utstyr et liv til, trygt slettet, i enheter med lettere behov.'
			},
			nn: {
				name: 'PC-ar og mobilar',
				purpose: 'Gje utstyr eit liv til, trygt sletta, i einingar med lettare behov.'
			},
			en: {
				name: 'PCs and mobiles',
				purpose: 'Give equipment another life, safely erased, in units with lighter needs.'
			}
		}
	},
	{
		key: 'building',
		pack: 'building',
		texts: {
			nb: {
				name: 'Byggematerialer',
				purpose: 'Ta vare på dører, fliser og trevirke fra rehabilitering og bruke dem igjen i egne bygg.'
			},
			nn: {
				name: 'Byggjemateriale',
				purpose: 'Ta vare på dører, fliser og trevirke frå rehabilitering og bruke dei om att i eigne bygg.'
			},
			en: {
				name: 'Building materials',
				purpose: 'Keep doors, tiles and timber from refurbishment and use them again in our own buildings.'
			}
		}
	}
] as const;
