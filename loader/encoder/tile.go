package encoder

// maxColumns is how many columns a tile has at most.
const maxColumns = 32

// tileGo sets out to the sums of products of four rows of a, which lie aStride numbers apart, with columns columns of b. The
// columns of b are laid out by pairs: b[p*bStride+2*c] and the number after it are what the 2p-th and the next number of a row
// are multiplied by for column c. Sums of whole numbers are the same in any order, so that every processor gives the same bits.
func tileGo(a []int16, aStride int, b []int16, bStride, pairs int, out *[4 * maxColumns]int32) {
	*out = [4 * maxColumns]int32{}
	for p := range pairs {
		row := b[p*bStride:][:2*columns]
		for r := range 4 {
			x, y := int32(a[r*aStride+2*p]), int32(a[r*aStride+2*p+1])
			sums := out[r*columns:][:columns]
			for c := range sums {
				sums[c] += x*int32(row[2*c]) + y*int32(row[2*c+1])
			}
		}
	}
}

// place is where the factor of row k of column c lies in a matrix of so many rows: panels of maxColumns columns, so that a tile reads
// memory from one end to the other, and within these pairs of rows.
func place(c, k, rows int) int {
	return c/maxColumns*maxColumns*rows + k/2*2*maxColumns + 2*(c%maxColumns) + k%2
}

// paired lays out a matrix of signed bytes as product wants b: rows of the matrix become columns.
func paired(weights []byte, rows, width int) []int16 {
	out := make([]int16, rows*width)
	for r := range rows {
		column := out[place(r, 0, width):]
		for k, w := range weights[r*width : (r+1)*width] {
			column[place(0, k, width)] = int16(int8(w))
		}
	}
	return out
}

// product calls done with each tile of a times b: its first row, its first column, and its sums, columns to a row. a has count rows
// of width numbers, and some memory after, so that count may be rounded up to four; b has outputs columns, a multiple of maxColumns.
func product(a []int16, count, width int, b []int16, outputs int, done func(row, column int, sums *[4 * maxColumns]int32)) {
	var sums [4 * maxColumns]int32
	for c := 0; c < outputs; c += columns {
		panel := b[place(c, 0, width):]
		for r := 0; r < count; r += 4 {
			tile(a[r*width:], width, panel, 2*maxColumns, width/2, &sums)
			done(r, c, &sums)
		}
	}
}
