/** A: read in the named source; B: derived or quoted second-hand; C: general knowledge. */
export type Quality = 'A' | 'B' | 'C';
/** How close to the publisher the value was read. */
export type SourceAccess = 'original' | 'mirror' | 'secondary' | 'none';
/** Low, central and high as plain decimal strings. */
export type EstimateRange = { low: string; central: string; high: string };
