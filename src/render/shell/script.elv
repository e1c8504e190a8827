# Completion of vawg in elvish: the words up to the cursor go to vawg, which answers with a line for each word that
# may stand here, what it stands for, and whether a blank follows it.
use str
set edit:completion:arg-completer[vawg] = {|@words|
    vawg completions elvish -- $@words 2>/dev/null | from-lines | each {|line|
        var word about then = (str:split "\t" $line)
        var display = $word
        if (not-eq $about '') {
            set display = $word'  '$about
        }
        var suffix = ' '
        if (eq $then open) {
            set suffix = ''
        }
        edit:complex-candidate $word &display=$display &code-suffix=$suffix
    }
}
