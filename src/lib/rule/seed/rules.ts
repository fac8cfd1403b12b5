import type { RuleKey, RuleOwner } from '../rule';

export interface RuleTexts {
	title: string;
	body: string;
}
export interface ShippedRule {
	key: RuleKey;
	ownerRole: RuleOwner;
	sourceTitle: string;
	sourceUrl: string | null;
	reviewedOn: string;
	reviewBy: string;
	texts: Record<'nb' | 'nn' | 'en', RuleTexts>;
}

const READ = { reviewedOn: '2026-11-22', reviewBy: '2027-11-22' } as const;

/**
 * What the product ships: the instance's own texts until someone writes others. They say in plain words what the
 * source asks for and are no legal advice; who owns a rule reads it again before its day.
 */
export const SHIPPED_RULES: readonly ShippedRule[] = [
	{
		...READ,
		key: 'reuseFirst',
		ownerRole: 'buyer',
		sourceTitle: 'Anskaffelsesstrategi for Bergen kommune, bystyresak 195/22 (22.06.2022)',
		sourceUrl: null,
		texts: {
			nb: {
				title: 'Ombruk først',
				body: 'Behovet skal først prøves dekket uten å kjøpe nytt: la det være, bruke om igjen, dele eller låne, reparere, eller samarbeide med andre. Først når ingen av delene dekker behovet, kan du be om å kjøpe.'
			},
			nn: {
				title: 'Ombruk først',
				body: 'Behovet skal først prøvast dekt utan å kjøpe nytt: la det vere, bruke om att, dele eller låne, reparere, eller samarbeide med andre. Først når ikkje noko av dette dekkjer behovet, kan du be om å kjøpe.'
			},
			en: {
				title: 'Reuse first',
				body: 'First try to meet the need without buying new: do without, reuse, share or borrow, repair, or work together with others. Only when none of these meets the need may you ask to buy.'
			}
		}
	},
	{
		...READ,
		key: 'stateBeforeBuying',
		ownerRole: 'buyer',
		sourceTitle: 'Anskaffelsesstrategi for Bergen kommune, satsingsområde 3 (bystyresak 195/22)',
		sourceUrl: null,
		texts: {
			nb: {
				title: 'Det som kjøpes nytt, skal vare',
				body: 'Still krav om god kvalitet og lang levetid, og om at varen kan repareres og gjenvinnes. Oppgi kravene før kjøpet godkjennes.'
			},
			nn: {
				title: 'Det som blir kjøpt nytt, skal vare',
				body: 'Still krav om god kvalitet og lang levetid, og om at vara kan reparerast og gjenvinnast. Skriv krava før kjøpet blir godkjent.'
			},
			en: {
				title: 'What is bought new must last',
				body: 'Require good quality and a long life, and that the item can be repaired and recycled. State the requirements before the purchase is approved.'
			}
		}
	},
	{
		...READ,
		key: 'fourEyes',
		ownerRole: 'manager',
		sourceTitle: 'Forvaltningsloven § 6 og kommuneloven § 13-3 om habilitet',
		sourceUrl: 'https://lovdata.no/dokument/NL/lov/1967-02-10',
		texts: {
			nb: {
				title: 'To par øyne',
				body: 'Den som ber om et kjøp, kan ikke godkjenne det selv. Er du eller noen nær deg part i saken, skal en annen avgjøre.'
			},
			nn: {
				title: 'To par auge',
				body: 'Den som bed om eit kjøp, kan ikkje godkjenne det sjølv. Er du eller nokon nær deg part i saka, skal ein annan avgjere.'
			},
			en: {
				title: 'Four eyes',
				body: 'Whoever asks for a purchase cannot approve it. If you or someone close to you is a party to the matter, somebody else decides.'
			}
		}
	},
	{
		...READ,
		key: 'hazardousSubstances',
		ownerRole: 'subjectExpert',
		sourceTitle: 'Avfallsforskriften kapittel 11 om farlig avfall, og veiledning fra sortere.no',
		sourceUrl: 'https://lovdata.no/dokument/SF/forskrift/2004-06-01-930',
		texts: {
			nb: {
				title: 'Farlige stoffer brukes ikke om igjen',
				body: 'Materialer med asbest, PCB eller andre miljøgifter er farlig avfall og skal leveres til godkjent mottak. Vet du ikke året eller innholdet, skal en fagressurs se på det før noen får materialet.'
			},
			nn: {
				title: 'Farlege stoff skal ikkje brukast om att',
				body: 'Materiale med asbest, PCB eller andre miljøgifter er farleg avfall og skal leverast til godkjent mottak. Veit du ikkje året eller innhaldet, skal ein fagressurs sjå på det før nokon får materialet.'
			},
			en: {
				title: 'Hazardous substances are not reused',
				body: 'Materials with asbestos, PCB or other toxic substances are hazardous waste and go to an approved receiver. If the year or content is unknown, an expert looks at it before anyone gets the material.'
			}
		}
	},
	{
		...READ,
		key: 'buildingDocumentation',
		ownerRole: 'subjectExpert',
		sourceTitle: 'Plan- og bygningsloven § 29-7, TEK17 og DOK § 9 (dibk.no)',
		sourceUrl: 'https://www.dibk.no/regelverk/byggteknisk-forskrift-tek17',
		texts: {
			nb: {
				title: 'Byggevarer skal ha forsvarlige egenskaper',
				body: 'Brukte byggevarer kan brukes om igjen når de holder det bygget trenger: brann, bæring, lyd og helse. Den som bruker dem, skal kunne vise at byggteknisk forskrift er oppfylt. Ta vare på det du vet om år, merking og hvor de satt.'
			},
			nn: {
				title: 'Byggjevarer skal ha forsvarlege eigenskapar',
				body: 'Brukte byggjevarer kan brukast om att når dei held det bygget treng: brann, bering, lyd og helse. Den som bruker dei, skal kunne vise at byggteknisk forskrift er oppfylt. Ta vare på det du veit om år, merking og kvar dei sat.'
			},
			en: {
				title: 'Building products must have sound properties',
				body: 'Used building products may be used again when they meet what the building needs: fire, load, sound and health. Whoever uses them must be able to show that the building code is met. Keep what you know about year, marking and where they were.'
			}
		}
	},
	{
		...READ,
		key: 'dataErasure',
		ownerRole: 'subjectExpert',
		sourceTitle: 'NIST SP 800-88 Rev. 2, og Normen faktaark 34',
		sourceUrl: 'https://csrc.nist.gov/pubs/sp/800/88/r2/final',
		texts: {
			nb: {
				title: 'Data slettes før noe leveres ut',
				body: 'Alt som lagrer data, skal slettes så innholdet ikke kan hentes fram. En annen enn den som slettet, kontrollerer. Utstyret skal også ut av enhetsstyringen. Mislykkes slettingen, ødelegges lageret og leveres som EE-avfall.'
			},
			nn: {
				title: 'Data blir sletta før noko blir levert ut',
				body: 'Alt som lagrar data, skal slettast slik at innhaldet ikkje kan hentast fram. Ein annan enn den som sletta, kontrollerer. Utstyret skal òg ut av einingsstyringa. Går ikkje slettinga, skal lageret øydeleggjast og leverast som EE-avfall.'
			},
			en: {
				title: 'Data is erased before anything is handed over',
				body: 'Everything that stores data is erased so that the content cannot be recovered. Someone else than the person who erased verifies it. The equipment also leaves device management. If erasure fails, the storage is destroyed and delivered as electrical waste.'
			}
		}
	},
	{
		...READ,
		key: 'electricalWaste',
		ownerRole: 'subjectExpert',
		sourceTitle: 'Avfallsforskriften kapittel 1 om kasserte elektriske og elektroniske produkter',
		sourceUrl: 'https://lovdata.no/dokument/SF/forskrift/2004-06-01-930',
		texts: {
			nb: {
				title: 'EE-avfall går til godkjent mottak',
				body: 'Utstyr som ikke kan brukes om igjen, leveres til godkjent mottak for elektrisk og elektronisk avfall. Det skal ikke gis til private.'
			},
			nn: {
				title: 'EE-avfall går til godkjent mottak',
				body: 'Utstyr som ikkje kan brukast om att, skal leverast til godkjent mottak for elektrisk og elektronisk avfall. Det skal ikkje gjevast til private.'
			},
			en: {
				title: 'Electrical waste goes to an approved receiver',
				body: 'Equipment that cannot be used again is delivered to an approved receiver for electrical and electronic waste. It is not given to private persons.'
			}
		}
	},
	{
		...READ,
		key: 'betweenOrganisations',
		ownerRole: 'buyer',
		sourceTitle: 'Lov om offentlige anskaffelser, og kommunens regler om avhending',
		sourceUrl: 'https://lovdata.no/dokument/NL/lov/2016-06-17-73',
		texts: {
			nb: {
				title: 'Mellom to virksomheter er det salg, gave eller lån',
				body: 'En annen kommune eller etat er et eget rettssubjekt. Avtal skriftlig om tingen selges, gis bort eller lånes ut før den hentes. Et salg kan ha merverdiavgift. Betaler dere, kan det være en anskaffelse.'
			},
			nn: {
				title: 'Mellom to verksemder er det sal, gåve eller lån',
				body: 'Ein annan kommune eller etat er eit eige rettssubjekt. Avtal skriftleg om tingen blir seld, gjeven bort eller lånt ut før han blir henta. Eit sal kan ha meirverdiavgift. Betaler de, kan det vere ei anskaffing.'
			},
			en: {
				title: 'Between two organisations it is a sale, a gift or a loan',
				body: 'Another municipality or agency is a legal entity of its own. Agree in writing whether the item is sold, given or lent before it is collected. A sale may carry VAT. If you pay, it may be a procurement.'
			}
		}
	},
	{
		...READ,
		key: 'protectedAddress',
		ownerRole: 'orgAdmin',
		sourceTitle: 'Beskyttelsesinstruksen og personopplysningsloven',
		sourceUrl: 'https://lovdata.no/dokument/NL/lov/2018-06-15-38',
		texts: {
			nb: {
				title: 'Skjermet adresse',
				body: 'Adressen til denne enheten vises aldri for andre. Avtal henting et annet sted, og skriv ikke adressen eller navn på noen som bor der, i tekst eller på bilder.'
			},
			nn: {
				title: 'Skjerma adresse',
				body: 'Adressa til denne eininga blir aldri vist for andre. Avtal henting ein annan stad, og skriv ikkje adressa eller namn på nokon som bur der, i tekst eller på bilete.'
			},
			en: {
				title: 'Protected address',
				body: 'The address of this unit is never shown to others. Agree on collection somewhere else, and do not write the address or the name of anyone who lives there, in text or in photos.'
			}
		}
	}
];
