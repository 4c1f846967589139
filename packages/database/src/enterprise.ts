import type { EnterpriseId } from '@kaochang/domain/ids'
import type { Province } from '@kaochang/domain/people/roles'
import { eq } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { enterprises } from './schema/enterprise.ts'

/** The province an enterprise lies in; undefined when there is no such enterprise. */
export async function findEnterpriseProvince(db: Database | Transaction, id: string): Promise<Province | undefined> {
  const [row] = await db
    .select({ province: enterprises.province })
    .from(enterprises)
    .where(eq(enterprises.id, id as EnterpriseId))
  return row?.province
}
