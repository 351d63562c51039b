export { drawFigure, writeFigures } from './files.ts'
export { renderPng } from './png.ts'
export { renderSvg } from './svg.ts'
