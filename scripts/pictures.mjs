// Takes the pictures of the guides in Chromium, as WebP. Run it by hand after a change of the looks: npm run pictures.
// Names of parts as arguments take only theirs.
import { pictureDemo } from './pictures/demo.mjs'
import { pictureElements } from './pictures/elements.mjs'

/** Parts of the pictures, by name. @type {Readonly<Record<string, () => Promise<void>>>} */
const parts = { demo: pictureDemo, elements: pictureElements }

const wanted = process.argv.slice(2)
for (const name of wanted.length === 0 ? Object.keys(parts) : wanted) {
  const take = parts[name]
  if (take === undefined) {
    console.error(`there are no pictures of ${name}: name ${Object.keys(parts).join(' or ')}`)
    process.exitCode = 2
    break
  }
  await take()
}
