package article

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"entente/graph"
)

// argument reads a file or a folder.
func (r *reader) argument(arg string) {
	name := path.Clean(filepath.ToSlash(arg))
	info, err := r.stat(name)
	if err != nil {
		r.failFile(name, err)
		return
	}
	if !info.IsDir() {
		r.file(name)
		return
	}
	w := walk{reader: r, root: r.real(name), linked: map[string]string{}}
	w.folder(name, w.root)
}

// walk is the way through one folder argument.
type walk struct {
	*reader
	root   string            // the folder's own name, without links
	stack  []string          // the folders being read, without links
	linked map[string]string // folders outside of root that a link led to -> the link
}

func (w *walk) folder(name, real string) {
	entries, err := w.list(name)
	if err != nil {
		w.failFile(name, err)
		return
	}
	w.stack = append(w.stack, real)
	defer func() { w.stack = w.stack[:len(w.stack)-1] }()
	for _, e := range entries {
		if w.ended() {
			return
		}
		child := path.Join(name, e.Name())
		switch {
		case notAnArticle(e.Name()) != "":
			w.skip(child, notAnArticle(e.Name()))
		case e.IsDir():
			w.folder(child, path.Join(real, e.Name()))
		case e.Type()&fs.ModeSymlink != 0:
			w.link(child)
		case !e.Type().IsRegular():
			w.skip(child, "it is no regular file")
		default:
			w.file(child)
		}
	}
}

// link follows a symbolic link, unless what it leads to is read anyway.
func (w *walk) link(name string) {
	info, err := w.stat(name)
	if err != nil {
		w.failFile(name, err)
		return
	}
	target := w.real(name)
	for _, folder := range w.stack {
		if info.IsDir() && within(folder, target) {
			w.fail(name, graph.Errorf(graph.Invalid, "the link leads back to %s, a folder around it, and is not followed; remove it", target))
			return
		}
	}
	if rest, ok := strings.CutPrefix(target, w.root+"/"); ok && !hidden(rest) {
		w.skip(name, "it is a link to "+target+", which is read in its own place")
		return
	}
	if first, ok := w.linked[target]; ok {
		w.skip(name, "it leads to the same place as the link "+first)
		return
	}
	w.linked[target] = name
	if info.IsDir() {
		w.folder(name, target)
	} else {
		w.file(name)
	}
}

// within reports whether folder is outer or lies in it.
func within(folder, outer string) bool {
	return folder == outer || strings.HasPrefix(folder, strings.TrimSuffix(outer, "/")+"/")
}

func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return true
		}
	}
	return false
}

// notAnArticle says why a file or folder of this name inside a folder or an archive is passed
// over, "" if it is not.
func notAnArticle(name string) string {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch {
	case strings.HasPrefix(name, "."):
		return "it is hidden"
	case name == "__MACOSX" || strings.EqualFold(name, "desktop.ini") || strings.EqualFold(name, "thumbs.db"):
		return "it belongs to the file system"
	case stem == "README" || stem == "LICENSE" || stem == "LICENCE" || stem == "CHANGELOG":
		return "it is about the folder"
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".heic":
		return "it is a picture"
	case ".mp3", ".mp4", ".m4a", ".ogg", ".wav", ".avi", ".mov", ".webm", ".mkv":
		return "it is sound or film"
	case ".css", ".js", ".mjs", ".ts", ".go", ".py", ".sh", ".woff", ".woff2", ".ttf", ".otf", ".map":
		return "it is a part of a program or of a page"
	case ".yaml", ".yml", ".toml", ".ini", ".mod", ".sum", ".lock", ".db", ".db-wal", ".db-shm", ".sqlite", ".sqlite-wal", ".sqlite-shm", ".csv", ".tsv", ".cdx", ".cdxj":
		return "it is data, not an article"
	}
	return ""
}

func (r *reader) file(name string) {
	f, err := r.open(name)
	if err != nil {
		r.failFile(name, err)
		return
	}
	defer f.Close()
	s := source{path: name, body: f}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		if at, ok := f.(io.ReaderAt); ok {
			s.at, s.size = at, info.Size()
		}
	}
	r.read(s)
}

func (r *reader) failFile(name string, err error) {
	why := err.Error()
	var p *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, lerr := os.Lstat(filepath.FromSlash(name)); r.FS == nil && lerr == nil {
			r.fail(name, graph.Errorf(graph.NotFound, "the link leads nowhere; remove it or set it anew"))
			return
		}
		r.fail(name, graph.Errorf(graph.NotFound, "there is no such file or folder; check the name"))
		return
	case errors.Is(err, fs.ErrPermission):
		r.fail(name, graph.Errorf(graph.Invalid, "you are not allowed to read it; change its permissions"))
		return
	case errors.As(err, &p):
		why = p.Err.Error()
	}
	r.fail(name, graph.Errorf(graph.Invalid, "it cannot be read: %s", why))
}

// The file system, or the part of it that Options.FS gives.

func (r *reader) stat(name string) (fs.FileInfo, error) {
	if r.FS != nil {
		return fs.Stat(r.FS, name)
	}
	return os.Stat(filepath.FromSlash(name))
}

func (r *reader) open(name string) (fs.File, error) {
	if r.FS != nil {
		return r.FS.Open(name)
	}
	return os.Open(filepath.FromSlash(name))
}

func (r *reader) list(name string) ([]fs.DirEntry, error) {
	if r.FS != nil {
		return fs.ReadDir(r.FS, name)
	}
	return os.ReadDir(filepath.FromSlash(name))
}

// real is the absolute name without links; in an FS, which has none of its own, the name.
func (r *reader) real(name string) string {
	if r.FS != nil {
		return name
	}
	target, err := filepath.EvalSymlinks(filepath.FromSlash(name))
	if err == nil {
		target, err = filepath.Abs(target)
	}
	if err != nil {
		return name
	}
	return filepath.ToSlash(target)
}
