import { writeFile } from 'node:fs/promises'
import { dumpSchema } from '../src/platform/database/dump-schema'
import { generateTypes } from '../src/platform/database/generate-types'
import { startTestCluster } from './cluster'

// `npm run db:types`: writes row types and schema dump after a change of the migrations.
const cluster = await startTestCluster()
try {
  const connection = cluster.connection('asar_owner', cluster.template)
  await writeFile('src/platform/database/schema.generated.ts', await generateTypes(connection))
  await writeFile('docs/schema.sql', await dumpSchema(connection))
} finally {
  await cluster.stop()
}
