// SPDX-License-Identifier: Apache-2.0
// What is used of pdfkit 0.20.2, which comes without types.
declare module 'pdfkit' {
  interface TextOptions {
    readonly width?: number;
    readonly align?: 'left' | 'center' | 'right';
    readonly lineBreak?: boolean;
    readonly continued?: boolean;
  }
  interface Options {
    readonly size: string;
    readonly margin: number;
    readonly bufferPages: boolean;
    readonly font: string | Uint8Array;
    readonly lang: string;
    readonly info: Readonly<Record<string, string | Date>>;
  }
  export default class PDFDocument {
    constructor(options: Options);
    x: number;
    y: number;
    readonly page: { readonly width: number; readonly height: number };
    on(event: 'data', hear: (chunk: Uint8Array) => void): this;
    on(event: 'end', hear: () => void): this;
    on(event: 'error', hear: (error: unknown) => void): this;
    registerFont(name: string, source: string | Uint8Array): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(colour: string): this;
    strokeColor(colour: string): this;
    lineWidth(width: number): this;
    dash(length: number, options: { readonly space: number }): this;
    undash(): this;
    text(text: string, x?: number | TextOptions, y?: number, options?: TextOptions): this;
    widthOfString(text: string): number;
    heightOfString(text: string, options?: TextOptions): number;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    rect(x: number, y: number, width: number, height: number): this;
    polygon(...points: (readonly [number, number])[]): this;
    stroke(): this;
    fill(): this;
    save(): this;
    restore(): this;
    translate(x: number, y: number): this;
    scale(factor: number): this;
    rotate(degrees: number, options: { readonly origin: readonly [number, number] }): this;
    addPage(): this;
    switchToPage(page: number): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    end(): void;
  }
}
