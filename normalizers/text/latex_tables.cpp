#include "normalizers/text/latex_tables.h"

#include <algorithm>
#include <array>
#include <map>

namespace bibmill {
namespace {

// The first command of a character is the one that is written.
// clang-format off
constexpr std::array<LatexSymbol, 465> kSymbols = {{
    {"ss", "ß", false}, {"SS", "ẞ", false}, {"ae", "æ", false}, {"AE", "Æ", false}, {"oe", "œ", false},
    {"OE", "Œ", false}, {"aa", "å", false}, {"AA", "Å", false}, {"o", "ø", false}, {"O", "Ø", false},
    {"l", "ł", false}, {"L", "Ł", false}, {"i", "ı", false}, {"j", "ȷ", false}, {"dh", "ð", false},
    {"DH", "Ð", false}, {"th", "þ", false}, {"TH", "Þ", false}, {"dj", "đ", false}, {"DJ", "Đ", false},
    {"ng", "ŋ", false}, {"NG", "Ŋ", false}, {"textquoteleft", "‘", false}, {"textquoteright", "’", false},
    {"textquotedblleft", "“", false}, {"textquotedblright", "”", false}, {"quotesinglbase", "‚", false},
    {"quotedblbase", "„", false}, {"guillemotleft", "«", false}, {"guillemotright", "»", false},
    {"guillemetleft", "«", false}, {"guillemetright", "»", false}, {"guilsinglleft", "‹", false},
    {"guilsinglright", "›", false}, {"textquotedbl", "\"", false}, {"textquotesingle", "'", false},
    {"lq", "‘", false}, {"rq", "’", false}, {"textendash", "–", false}, {"textemdash", "—", false},
    {"textellipsis", "…", false}, {"ldots", "…", false}, {"dots", "…", false}, {"dotsc", "…", false},
    {"dotsb", "…", false}, {"cdots", "⋯", false}, {"vdots", "⋮", false}, {"ddots", "⋱", false},
    {"textasciitilde", "~", false}, {"textasciicircum", "^", false}, {"textasciigrave", "`", false},
    {"textasciiacute", "´", false}, {"textasciimacron", "¯", false}, {"textasciidieresis", "¨", false},
    {"textbackslash", "\\", false}, {"backslash", "\\", false}, {"textbar", "|", false}, {"textless", "<", false},
    {"textgreater", ">", false}, {"textbraceleft", "{", false}, {"textbraceright", "}", false},
    {"lbrace", "{", false}, {"rbrace", "}", false}, {"textunderscore", "_", false}, {"textdollar", "$", false},
    {"textpercent", "%", false}, {"textampersand", "&", false}, {"textnumbersign", "#", false},
    {"textexclamdown", "¡", false}, {"textquestiondown", "¿", false}, {"textvisiblespace", "␣", false},
    {"textbullet", "•", false}, {"textperiodcentered", "·", false}, {"textdagger", "†", false},
    {"textdaggerdbl", "‡", false}, {"dag", "†", false}, {"ddag", "‡", false}, {"textsection", "§", false},
    {"S", "§", false}, {"textparagraph", "¶", false}, {"P", "¶", false}, {"textcopyright", "©", false},
    {"copyright", "©", false}, {"textregistered", "®", false}, {"texttrademark", "™", false},
    {"textservicemark", "℠", false}, {"texteuro", "€", false}, {"euro", "€", false}, {"pounds", "£", false},
    {"textsterling", "£", false}, {"textyen", "¥", false}, {"textcent", "¢", false}, {"textcurrency", "¤", false},
    {"textdegree", "°", false}, {"degree", "°", false}, {"textordfeminine", "ª", false},
    {"textordmasculine", "º", false}, {"textonehalf", "½", false}, {"textonequarter", "¼", false},
    {"textthreequarters", "¾", false}, {"textonesuperior", "¹", false}, {"texttwosuperior", "²", false},
    {"textthreesuperior", "³", false}, {"textmu", "µ", false}, {"textohm", "Ω", false}, {"textcelsius", "℃", false},
    {"textnumero", "№", false}, {"textperthousand", "‰", false}, {"textbrokenbar", "¦", false},
    {"LaTeX", "LaTeX", false}, {"TeX", "TeX", false}, {"BibTeX", "BibTeX", false}, {"LaTeXe", "LaTeX2e", false},
    {"XeLaTeX", "XeLaTeX", false}, {"alpha", "α", true}, {"beta", "β", true}, {"gamma", "γ", true},
    {"delta", "δ", true}, {"epsilon", "ϵ", true}, {"varepsilon", "ε", true}, {"zeta", "ζ", true}, {"eta", "η", true},
    {"theta", "θ", true}, {"vartheta", "ϑ", true}, {"iota", "ι", true}, {"kappa", "κ", true}, {"lambda", "λ", true},
    {"mu", "μ", true}, {"nu", "ν", true}, {"xi", "ξ", true}, {"pi", "π", true}, {"varpi", "ϖ", true},
    {"rho", "ρ", true}, {"varrho", "ϱ", true}, {"sigma", "σ", true}, {"varsigma", "ς", true}, {"tau", "τ", true},
    {"upsilon", "υ", true}, {"phi", "ϕ", true}, {"varphi", "φ", true}, {"chi", "χ", true}, {"psi", "ψ", true},
    {"omega", "ω", true}, {"Gamma", "Γ", true}, {"Delta", "Δ", true}, {"Theta", "Θ", true}, {"Lambda", "Λ", true},
    {"Xi", "Ξ", true}, {"Pi", "Π", true}, {"Sigma", "Σ", true}, {"Upsilon", "Υ", true}, {"Phi", "Φ", true},
    {"Psi", "Ψ", true}, {"Omega", "Ω", true}, {"times", "×", true}, {"div", "÷", true}, {"pm", "±", true},
    {"mp", "∓", true}, {"cdot", "⋅", true}, {"ast", "∗", true}, {"star", "⋆", true}, {"circ", "∘", true},
    {"bullet", "∙", true}, {"oplus", "⊕", true}, {"ominus", "⊖", true}, {"otimes", "⊗", true}, {"oslash", "⊘", true},
    {"odot", "⊙", true}, {"cap", "∩", true}, {"cup", "∪", true}, {"uplus", "⊎", true}, {"sqcap", "⊓", true},
    {"sqcup", "⊔", true}, {"vee", "∨", true}, {"lor", "∨", true}, {"wedge", "∧", true}, {"land", "∧", true},
    {"setminus", "∖", true}, {"wr", "≀", true}, {"amalg", "⨿", true}, {"leq", "≤", true}, {"le", "≤", true},
    {"geq", "≥", true}, {"ge", "≥", true}, {"ll", "≪", true}, {"gg", "≫", true}, {"neq", "≠", true},
    {"ne", "≠", true}, {"equiv", "≡", true}, {"sim", "∼", true}, {"simeq", "≃", true}, {"approx", "≈", true},
    {"cong", "≅", true}, {"propto", "∝", true}, {"prec", "≺", true}, {"succ", "≻", true}, {"preceq", "⪯", true},
    {"succeq", "⪰", true}, {"subset", "⊂", true}, {"supset", "⊃", true}, {"subseteq", "⊆", true},
    {"supseteq", "⊇", true}, {"in", "∈", true}, {"ni", "∋", true}, {"notin", "∉", true}, {"mid", "∣", true},
    {"parallel", "∥", true}, {"perp", "⊥", true}, {"vdash", "⊢", true}, {"dashv", "⊣", true}, {"models", "⊨", true},
    {"top", "⊤", true}, {"bot", "⊥", true}, {"forall", "∀", true}, {"exists", "∃", true}, {"nexists", "∄", true},
    {"neg", "¬", true}, {"lnot", "¬", true}, {"emptyset", "∅", true}, {"varnothing", "∅", true}, {"infty", "∞", true},
    {"partial", "∂", true}, {"nabla", "∇", true}, {"sum", "∑", true}, {"prod", "∏", true}, {"coprod", "∐", true},
    {"int", "∫", true}, {"oint", "∮", true}, {"surd", "√", true}, {"to", "→", true}, {"rightarrow", "→", true},
    {"leftarrow", "←", true}, {"gets", "←", true}, {"uparrow", "↑", true}, {"downarrow", "↓", true},
    {"leftrightarrow", "↔", true}, {"updownarrow", "↕", true}, {"Rightarrow", "⇒", true}, {"Leftarrow", "⇐", true},
    {"Leftrightarrow", "⇔", true}, {"implies", "⟹", true}, {"iff", "⟺", true}, {"longrightarrow", "⟶", true},
    {"longleftarrow", "⟵", true}, {"longleftrightarrow", "⟷", true}, {"mapsto", "↦", true},
    {"hookrightarrow", "↪", true}, {"rightharpoonup", "⇀", true}, {"rightleftharpoons", "⇌", true},
    {"leadsto", "↝", true}, {"ell", "ℓ", true}, {"hbar", "ℏ", true}, {"Re", "ℜ", true}, {"Im", "ℑ", true},
    {"wp", "℘", true}, {"aleph", "ℵ", true}, {"beth", "ℶ", true}, {"imath", "ı", true}, {"jmath", "ȷ", true},
    {"angle", "∠", true}, {"triangle", "△", true}, {"Box", "□", true}, {"square", "□", true}, {"Diamond", "◇", true},
    {"diamond", "⋄", true}, {"diamondsuit", "♢", true}, {"heartsuit", "♡", true}, {"spadesuit", "♠", true},
    {"clubsuit", "♣", true}, {"flat", "♭", true}, {"natural", "♮", true}, {"sharp", "♯", true},
    {"checkmark", "✓", true}, {"prime", "′", true}, {"langle", "⟨", true}, {"rangle", "⟩", true},
    {"lceil", "⌈", true}, {"rceil", "⌉", true}, {"lfloor", "⌊", true}, {"rfloor", "⌋", true}, {"lVert", "‖", true},
    {"rVert", "‖", true}, {"Vert", "‖", true}, {"vert", "|", true}, {"lvert", "|", true}, {"rvert", "|", true},
    {"therefore", "∴", true}, {"because", "∵", true}, {"gtrsim", "≳", true}, {"lesssim", "≲", true},
    {"leqslant", "⩽", true}, {"geqslant", "⩾", true}, {"sphericalangle", "∢", true}, {"ltimes", "⋉", true},
    {"rtimes", "⋊", true}, {"bigcup", "⋃", true}, {"bigcap", "⋂", true}, {"bigoplus", "⨁", true},
    {"bigotimes", "⨂", true}, {"bigwedge", "⋀", true}, {"bigvee", "⋁", true}, {"colon", ":", true}, {"lt", "<", true},
    {"gt", ">", true}, {"lbrack", "[", true}, {"rbrack", "]", true}, {"arccos", "arccos", true},
    {"arcsin", "arcsin", true}, {"arctan", "arctan", true}, {"arg", "arg", true}, {"cos", "cos", true},
    {"cosh", "cosh", true}, {"cot", "cot", true}, {"coth", "coth", true}, {"csc", "csc", true}, {"deg", "deg", true},
    {"det", "det", true}, {"dim", "dim", true}, {"exp", "exp", true}, {"gcd", "gcd", true}, {"hom", "hom", true},
    {"inf", "inf", true}, {"ker", "ker", true}, {"lg", "lg", true}, {"lim", "lim", true}, {"liminf", "liminf", true},
    {"limsup", "limsup", true}, {"ln", "ln", true}, {"log", "log", true}, {"max", "max", true}, {"min", "min", true},
    {"Pr", "Pr", true}, {"sec", "sec", true}, {"sin", "sin", true}, {"sinh", "sinh", true}, {"sup", "sup", true},
    {"tan", "tan", true}, {"tanh", "tanh", true}, {"bmod", "bmod", true}, {"mod", "mod", true}, {"nless", "≮", true},
    {"ngtr", "≯", true}, {"nleq", "≰", true}, {"ngeq", "≱", true}, {"nprec", "⊀", true}, {"nsucc", "⊁", true},
    {"nsubseteq", "⊈", true}, {"nsupseteq", "⊉", true}, {"subsetneq", "⊊", true}, {"supsetneq", "⊋", true},
    {"sqsubset", "⊏", true}, {"sqsupset", "⊐", true}, {"sqsubseteq", "⊑", true}, {"sqsupseteq", "⊒", true},
    {"asymp", "≍", true}, {"doteq", "≐", true}, {"triangleq", "≜", true}, {"leqq", "≦", true}, {"geqq", "≧", true},
    {"lneqq", "≨", true}, {"gneqq", "≩", true}, {"lessgtr", "≶", true}, {"gtrless", "≷", true},
    {"precsim", "≾", true}, {"succsim", "≿", true}, {"preccurlyeq", "≼", true}, {"succcurlyeq", "≽", true},
    {"approxeq", "≊", true}, {"bowtie", "⋈", true}, {"bigcirc", "◯", true}, {"lozenge", "◊", true},
    {"blacksquare", "■", true}, {"blacktriangle", "▴", true}, {"bigtriangleup", "△", true},
    {"bigtriangledown", "▽", true}, {"triangleleft", "◃", true}, {"triangleright", "▹", true},
    {"trianglelefteq", "⊴", true}, {"trianglerighteq", "⊵", true}, {"vartriangleleft", "⊲", true},
    {"vartriangleright", "⊳", true}, {"Vdash", "⊩", true}, {"vDash", "⊨", true}, {"nvdash", "⊬", true},
    {"nvDash", "⊭", true}, {"Cup", "⋓", true}, {"Cap", "⋒", true}, {"Subset", "⋐", true}, {"Supset", "⋑", true},
    {"lessapprox", "⪅", true}, {"gtrapprox", "⪆", true}, {"Longleftarrow", "⟸", true}, {"Longrightarrow", "⟹", true},
    {"Longleftrightarrow", "⟺", true}, {"longmapsto", "⟼", true}, {"nearrow", "↗", true}, {"searrow", "↘", true},
    {"swarrow", "↙", true}, {"nwarrow", "↖", true}, {"twoheadrightarrow", "↠", true}, {"rightarrowtail", "↣", true},
    {"rightsquigarrow", "⇝", true}, {"hookleftarrow", "↩", true}, {"leftharpoonup", "↼", true},
    {"rightharpoondown", "⇁", true}, {"leftharpoondown", "↽", true}, {"circlearrowleft", "↺", true},
    {"circlearrowright", "↻", true}, {"Uparrow", "⇑", true}, {"Downarrow", "⇓", true}, {"Updownarrow", "⇕", true},
    {"varkappa", "ϰ", true}, {"digamma", "ϝ", true}, {"intercal", "⊺", true}, {"multimap", "⊸", true},
    {"smile", "⌣", true}, {"frown", "⌢", true}, {"iint", "∬", true}, {"iiint", "∭", true},
    {"measuredangle", "∡", true}, {"complement", "∁", true}, {"gimel", "ℷ", true}, {"daleth", "ℸ", true},
    {"hslash", "ℏ", true}, {"mho", "℧", true}, {"eth", "ð", true}, {"dotplus", "∔", true}, {"boxplus", "⊞", true},
    {"boxminus", "⊟", true}, {"boxtimes", "⊠", true}, {"boxdot", "⊡", true}, {"circledast", "⊛", true},
    {"circledcirc", "⊚", true}, {"curlyvee", "⋎", true}, {"curlywedge", "⋏", true}, {"pitchfork", "⋔", true},
    {"between", "≬", true}, {"bigstar", "★", true}, {"lhd", "⊲", true}, {"rhd", "⊳", true}, {"unlhd", "⊴", true},
    {"unrhd", "⊵", true}, {"textflorin", "ƒ", false}, {"textschwa", "ə", false}, {"textasciibreve", "˘", false},
    {"textasciicaron", "ˇ", false}, {"textacutedbl", "˝", false}, {"textopenbullet", "◦", false},
    {"textinterrobang", "‽", false}, {"textreferencemark", "※", false}, {"textfractionsolidus", "⁄", false},
    {"textpertenthousand", "‱", false}, {"textlira", "₤", false}, {"textwon", "₩", false}, {"textbaht", "฿", false},
    {"textdong", "₫", false}, {"textrightarrow", "→", false}, {"textleftarrow", "←", false},
    {"textuparrow", "↑", false}, {"textdownarrow", "↓", false}, {"texttimes", "×", false}, {"textdiv", "÷", false},
    {"textpm", "±", false}, {"textminus", "−", false}, {"textlnot", "¬", false},
}};
// clang-format on

constexpr std::array<LatexAccent, 20> kAccents = {{
    {"'", 0x301, 0xB4},
    {"`", 0x300, 0x60},
    {"^", 0x302, 0x5E},
    {"\"", 0x308, 0xA8},
    {"~", 0x303, 0x7E},
    {"=", 0x304, 0xAF},
    {".", 0x307, 0x2D9},
    {"u", 0x306, 0x2D8},
    {"v", 0x30C, 0x2C7},
    {"H", 0x30B, 0x2DD},
    {"c", 0x327, 0xB8},
    {"k", 0x328, 0x2DB},
    {"r", 0x30A, 0x2DA},
    {"b", 0x331, 0x2CD},
    {"d", 0x323, 0x2D9},
    {"t", 0x361, 0x2040},
    {"textcommabelow", 0x326, 0x2C},
    {"h", 0x309, 0x2D9},
    {"G", 0x30F, 0x2F5},
    {"U", 0x30E, 0x22},
}};
/// Accents of math mode, only read: their commands mean nothing in running text.
constexpr std::array<LatexAccent, 13> kMathAccents = {{
    {"acute", 0x301, 0xB4},
    {"grave", 0x300, 0x60},
    {"hat", 0x302, 0x5E},
    {"widehat", 0x302, 0x5E},
    {"ddot", 0x308, 0xA8},
    {"tilde", 0x303, 0x7E},
    {"widetilde", 0x303, 0x7E},
    {"bar", 0x304, 0xAF},
    {"dot", 0x307, 0x2D9},
    {"breve", 0x306, 0x2D8},
    {"check", 0x30C, 0x2C7},
    {"vec", 0x20D7, 0x2192},
    {"not", 0x338, 0x2F},
}};

constexpr std::array<LatexCommand, 27> kCommands = {{
    {"textcolor", 1, 1},       {"color", 1, 0},          {"colorbox", 1, 1},        {"href", 1, 1},
    {"label", 1, 0},           {"vspace", 1, 0},         {"hspace", 1, 0},          {"raisebox", 1, 1},
    {"fontsize", 2, 0},        {"parbox", 1, 1},         {"includegraphics", 1, 0}, {"phantom", 1, 0},
    {"thanks", 1, 0},          {"index", 1, 0},          {"begin", 1, 0},           {"end", 1, 0},
    {"input", 1, 0},           {"include", 1, 0},        {"texorpdfstring", 1, 1},  {"acs", 0, 1},
    {"foreignlanguage", 1, 1}, {"selectlanguage", 1, 0}, {"setlength", 2, 0},       {"scalebox", 1, 1},
    {"rotatebox", 1, 1},       {"footnotemark", 0, 0},   {"pagestyle", 1, 0},
}};

struct Script {
  char plain;
  char32_t raised;
  char32_t lowered;
};

constexpr std::array<Script, 51> kScripts = {{
    {'0', 0x2070, 0x2080}, {'1', 0xB9, 0x2081},   {'2', 0xB2, 0x2082},   {'3', 0xB3, 0x2083},   {'4', 0x2074, 0x2084},
    {'5', 0x2075, 0x2085}, {'6', 0x2076, 0x2086}, {'7', 0x2077, 0x2087}, {'8', 0x2078, 0x2088}, {'9', 0x2079, 0x2089},
    {'+', 0x207A, 0x208A}, {'-', 0x207B, 0x208B}, {'=', 0x207C, 0x208C}, {'(', 0x207D, 0x208D}, {')', 0x207E, 0x208E},
    {'a', 0x1D43, 0x2090}, {'b', 0x1D47, 0},      {'c', 0x1D9C, 0},      {'d', 0x1D48, 0},      {'e', 0x1D49, 0x2091},
    {'f', 0x1DA0, 0},      {'g', 0x1D4D, 0},      {'h', 0x02B0, 0x2095}, {'i', 0x2071, 0x1D62}, {'j', 0x02B2, 0x2C7C},
    {'k', 0x1D4F, 0x2096}, {'l', 0x02E1, 0x2097}, {'m', 0x1D50, 0x2098}, {'n', 0x207F, 0x2099}, {'o', 0x1D52, 0x2092},
    {'p', 0x1D56, 0x209A}, {'r', 0x02B3, 0x1D63}, {'s', 0x02E2, 0x209B}, {'t', 0x1D57, 0x209C}, {'u', 0x1D58, 0x1D64},
    {'v', 0x1D5B, 0x1D65}, {'w', 0x02B7, 0},      {'x', 0x02E3, 0x2093}, {'y', 0x02B8, 0},      {'z', 0x1DBB, 0},
    {'A', 0x1D2C, 0},      {'B', 0x1D2E, 0},      {'D', 0x1D30, 0},      {'E', 0x1D31, 0},      {'G', 0x1D33, 0},
    {'K', 0x1D37, 0},      {'M', 0x1D39, 0},      {'N', 0x1D3A, 0},      {'R', 0x1D3F, 0},      {'T', 0x1D40, 0},
    {'W', 0x1D42, 0},
}};

template <class Table>
auto find_by_command(const Table& table, std::string_view command) -> decltype(table.data()) {
  for (const auto& row : table) {
    if (row.command == command) return &row;
  }
  return nullptr;
}

using Index = std::map<std::string_view, const LatexSymbol*>;

Index index_by(std::string_view LatexSymbol::* key) {
  Index index;
  for (const LatexSymbol& symbol : kSymbols) index.emplace(symbol.*key, &symbol);
  return index;
}

const LatexSymbol* look_up(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : found->second;
}

}  // namespace

const LatexSymbol* latex_symbol(std::string_view command) {
  static const Index kIndex = index_by(&LatexSymbol::command);
  return look_up(kIndex, command);
}

const LatexAccent* latex_accent(std::string_view command) {
  const LatexAccent* found = find_by_command(kAccents, command);
  return found != nullptr ? found : find_by_command(kMathAccents, command);
}

const LatexCommand* latex_command(std::string_view command) { return find_by_command(kCommands, command); }

const LatexSymbol* latex_symbol_for(std::string_view text) {
  static const Index kIndex = index_by(&LatexSymbol::text);
  return look_up(kIndex, text);
}

const LatexAccent* latex_accent_for(char32_t combining) {
  for (const LatexAccent& accent : kAccents) {
    if (accent.combining == combining) return &accent;
  }
  return nullptr;
}

char32_t superscript(char c) {
  const auto* found =
      std::find_if(kScripts.begin(), kScripts.end(), [&](const Script& script) { return script.plain == c; });
  return found == kScripts.end() ? 0 : found->raised;
}

char32_t subscript(char c) {
  const auto* found =
      std::find_if(kScripts.begin(), kScripts.end(), [&](const Script& script) { return script.plain == c; });
  return found == kScripts.end() ? 0 : found->lowered;
}

}  // namespace bibmill
