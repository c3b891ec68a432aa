module check

go 1.19

require golang.org/x/mod v0.7.0

// Debian's package golang-golang-x-mod-dev has the source here; elsewhere this line goes, and the module proxy serves.
replace golang.org/x/mod => /usr/share/gocode/src/golang.org/x/mod
