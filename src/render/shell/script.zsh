#compdef vawg
# Completion of vawg in zsh: the words up to the cursor go to vawg, which answers with a line for each word that may
# stand here, what it stands for, and whether a blank follows it.
_vawg() {
    local -a lines parts whole open matching
    local line item all=yes
    lines=("${(@f)$(command vawg completions zsh -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    for line in $lines; do
        parts=("${(@ps:\t:)line}")
        [[ ${(L)parts[1]} == ${(L)${(Q)PREFIX}}* ]] || all=no
        item="${${parts[1]//\\/\\\\}//:/\\:}${parts[2]:+:${parts[2]//\\/\\\\}}"
        if [[ $parts[3] == open ]]; then open+=("$item"); else whole+=("$item"); fi
    done
    if [[ $all == yes ]]; then
        matching=(-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')
    else
        # What is typed is to be replaced, and so nothing is inserted before somebody has chosen.
        matching=(-U)
        compstate[insert]=menu
    fi
    (( $#whole + $#open )) || return 1
    (( $#whole )) && _describe -V vawg whole $matching
    (( $#open )) && _describe -V vawg open $matching -S ''
    return 0
}
if [[ $funcstack[1] == _vawg ]]; then
    _vawg "$@"
else
    compdef _vawg vawg
fi
