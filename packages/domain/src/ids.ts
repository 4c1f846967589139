declare const idBrand: unique symbol
type Id<Of extends string> = string & { readonly [idBrand]: Of }

export type StaffId = Id<'staff'>
export type PersonId = Id<'person'>
export type BankId = Id<'bank'>
export type ItemId = Id<'item'>
export type SiteId = Id<'site'>
export type RoomId = Id<'room'>
export type SeatId = Id<'seat'>
export type TerminalId = Id<'terminal'>
export type SessionId = Id<'session'>
export type SittingId = Id<'sitting'>
export type ReleaseId = Id<'release'>
export type EnterpriseId = Id<'enterprise'>
export type ApplicationId = Id<'application'>
export type CertificateId = Id<'certificate'>
export type NoticeId = Id<'notice'>
