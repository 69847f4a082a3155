/** Lets the user save a file. */
export const saveFile = (file: Blob, name: string): void => {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // A browser reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
