// What a workspace has agreed on: its sponsor, its zone, its digest's hour, its best customers, its functions.

export interface Settings {
  sponsorId: string | null;
  timeZone: string;
  /** 1 Monday … 7 Sunday */
  digestWeekday: number;
  /** Local time in the sponsor's zone, as 09:00. */
  digestTime: string;
}

export interface BestCustomers {
  version: number;
  words: string;
}

export interface CompanyFunction {
  id: number;
  name: string;
  leadId: string | null;
}

/** The kinds of customers a workspace starts with. */
export const segments = [
  { name: 'high', label: 'High value' },
  { name: 'mid', label: 'Mid value' },
  { name: 'low', label: 'Low value' },
] as const;

export type Segment = (typeof segments)[number]['name'];

export function isSegment(name: string): name is Segment {
  return segments.some((segment) => segment.name === name);
}
