/** Names that the examples in doc comments take as given, whatever their package. */
export declare const token: string
export declare const apiKey: string
export declare const show: (...shown: readonly unknown[]) => void
export declare const render: (...rendered: readonly unknown[]) => void
export declare const store: (...stored: readonly unknown[]) => void
export declare const button: HTMLButtonElement
export declare const saveButton: HTMLButtonElement
export declare const mintToken: () => Promise<string>
