// What a workspace has agreed on: its sponsor, its zone, its digest's hour, its best customers, its functions.

export interface Settings {
  sponsorId: string | null;
  timeZone: string;
  /** 1 Monday … 7 Sunday */
  digestWeekday: number;
  /** Local time, as 09:00. */
  digestTime: string;
  /** The zone in which the digest's day and hour are meant; null: the sponsor's own. */
  digestTimeZone: string | null;
  /** The channel that is told the digest, too. */
  digestChannelId: string | null;
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
