// C2SP tlog-tiles in a folder: paths, widths and entry bundles.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	width  = 1 << height
)

var tilePath = regexp.MustCompile(`^tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?$`)

// path of a tile or bundle. Tile.Path() of x/mod has another layout.
func path(level string, index int64, wide int) string {
	groups := fmt.Sprintf("%03d", index%1000)
	for index >= 1000 {
		index /= 1000
		groups = fmt.Sprintf("x%03d/%s", index%1000, groups)
	}
	if wide == width {
		return "tile/" + level + "/" + groups
	}
	return fmt.Sprintf("tile/%s/%s.p/%d", level, groups, wide)
}

// parsePath is the inverse of path: another spelling of the same tile is refused.
func parsePath(text string) (level string, index int64, wide int, err error) {
	parts := tilePath.FindStringSubmatch(text)
	if parts == nil {
		return "", 0, 0, fmt.Errorf("%s is no tile", text)
	}
	wide = width
	if parts[3] != "" {
		wide, _ = strconv.Atoi(parts[3])
	}
	index, err = strconv.ParseInt(strings.NewReplacer("x", "", "/", "").Replace(parts[2]), 10, 64)
	if err != nil || path(parts[1], index, wide) != text || wide > width {
		return "", 0, 0, fmt.Errorf("%s is no tile", text)
	}
	return parts[1], index, wide, nil
}

// widthAt is how many hashes the tree has in a tile; 0 or less where it has none.
func widthAt(size int64, level int, index int64) int {
	if level*height > 62 {
		return 0
	}
	wide := size>>(level*height) - index*width
	if wide > width {
		return width
	}
	return int(wide)
}

// readTile reads `wide` units; where the partial file is gone, from the full one.
func readTile(folder, level string, index int64, wide int) ([]byte, error) {
	content, err := os.ReadFile(filepath.Join(folder, path(level, index, wide)))
	if os.IsNotExist(err) {
		content, err = os.ReadFile(filepath.Join(folder, path(level, index, width)))
	}
	return content, err
}

// splitBundle gives the entries of a bundle: two bytes of length, then so many bytes, and nothing else.
func splitBundle(bundle []byte) ([][]byte, error) {
	var entries [][]byte
	for len(bundle) > 0 {
		if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
			return nil, fmt.Errorf("the bundle ends within an entry")
		}
		end := 2 + int(binary.BigEndian.Uint16(bundle))
		entries = append(entries, bundle[2:end])
		bundle = bundle[end:]
	}
	return entries, nil
}

// folderTiles is x/mod's way to a log's tiles; it authenticates each against the root.
type folderTiles struct {
	folder string
	read   map[tlog.Tile][]byte
}

func (f folderTiles) Height() int                     { return height }
func (f folderTiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folderTiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		content, found := f.read[tile]
		if !found {
			whole, err := readTile(f.folder, strconv.Itoa(tile.L), tile.N, tile.W)
			if err != nil {
				return nil, err
			}
			if len(whole) < tile.W*tlog.HashSize {
				return nil, fmt.Errorf("%s is short", path(strconv.Itoa(tile.L), tile.N, tile.W))
			}
			content = whole[:tile.W*tlog.HashSize]
			f.read[tile] = content
		}
		all = append(all, content)
	}
	return all, nil
}
