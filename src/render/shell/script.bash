# Completion of vawg in bash 3.2 or later: the line up to the cursor goes to vawg, which answers with what may stand
# in place of the word that is being typed, quoted as it has to be.
_vawg() {
    local reply
    COMPREPLY=()
    while IFS= read -r reply; do
        COMPREPLY[${#COMPREPLY[@]}]=$reply
    done < <(command vawg completions bash -- \
        "$COMP_TYPE" "${COLUMNS:-80}" "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    # No blank after what goes on: a field with its sign, a folder, or the start of a reference.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=\<\>/.] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
if [[ ${BASH_VERSINFO[0]} -gt 4 || (${BASH_VERSINFO[0]} -eq 4 && ${BASH_VERSINFO[1]} -ge 4) ]]; then
    complete -o bashdefault -o nosort -F _vawg vawg
else
    complete -o bashdefault -F _vawg vawg
fi
