#include "pipeline/read/bibtex_values.h"

#include <array>

#include "normalizers/text/unicode.h"
#include "pipeline/read/bibtex_months.h"

namespace bibmill {
namespace {

/// @string definitions may nest: a = b # b, b = c # c, … doubles with each line.
constexpr std::size_t kMacroLimit = 10'000;

/// The journals that plain.bst 0.99b defines.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kPlainJournals = {{
    {"acmcs", "ACM Computing Surveys"},
    {"acta", "Acta Informatica"},
    {"cacm", "Communications of the ACM"},
    {"ibmjrd", "IBM Journal of Research and Development"},
    {"ibmsj", "IBM Systems Journal"},
    {"ieeese", "IEEE Transactions on Software Engineering"},
    {"ieeetc", "IEEE Transactions on Computers"},
    {"ieeetcad", "IEEE Transactions on Computer-Aided Design of Integrated Circuits"},
    {"ipl", "Information Processing Letters"},
    {"jacm", "Journal of the ACM"},
    {"jcss", "Journal of Computer and System Sciences"},
    {"scp", "Science of Computer Programming"},
    {"sicomp", "SIAM Journal on Computing"},
    {"tcs", "Theoretical Computer Science"},
    {"tocs", "ACM Transactions on Computer Systems"},
    {"tods", "ACM Transactions on Database Systems"},
    {"tog", "ACM Transactions on Graphics"},
    {"toms", "ACM Transactions on Mathematical Software"},
    {"toois", "ACM Transactions on Office Information Systems"},
    {"toplas", "ACM Transactions on Programming Languages and Systems"},
}};

std::string predefined_macro(std::string_view name) {
  for (const auto& [macro, value] : kMonths) {
    if (macro == name) return std::string(value);
  }
  for (const auto& [macro, value] : kPlainJournals) {
    if (macro == name) return std::string(value);
  }
  return std::string(name);
}

/// The pieces of an expression as it stands in Entry::fields; empty when it is none.
std::vector<BibPiece> parse_expression(std::string_view expression) {
  const BibFile file = parse_bibtex("@x{k,v=" + std::string(expression) + "}");
  if (file.blocks.size() != 1 || !file.errors.empty() || file.blocks[0].fields.size() != 1) return {};
  return file.blocks[0].fields[0].pieces;
}

std::string join_pieces(const std::vector<BibPiece>& pieces, const BibMacros& macros) {
  std::string latex;
  for (const BibPiece& piece : pieces) {
    if (piece.kind != BibPiece::Kind::macro) {
      latex += piece.text;
      continue;
    }
    const std::string name = ascii_lower(piece.text);
    const auto found = macros.find(name);
    latex += found == macros.end() ? predefined_macro(name) : join_pieces(found->second, {});
  }
  return latex;
}

}  // namespace

void define_macro(BibMacros& macros, const BibField& definition) {
  std::vector<BibPiece> pieces;
  std::size_t size = 0;
  for (const BibPiece& piece : definition.pieces) {
    const auto found = piece.kind == BibPiece::Kind::macro ? macros.find(ascii_lower(piece.text)) : macros.end();
    if (found == macros.end()) {
      pieces.push_back(piece);
      continue;
    }
    for (const BibPiece& inner : found->second) size += inner.text.size() + 4;
    if (size > kMacroLimit) {
      pieces.push_back({BibPiece::Kind::text, piece.text});
    } else {
      pieces.insert(pieces.end(), found->second.begin(), found->second.end());
    }
  }
  macros.insert_or_assign(ascii_lower(definition.name), std::move(pieces));
}

std::string to_expression(const std::vector<BibPiece>& pieces) {
  std::string expression;
  for (const BibPiece& piece : pieces) {
    if (!expression.empty()) expression += " # ";
    expression += piece.kind == BibPiece::Kind::text ? "{" + piece.text + "}" : piece.text;
  }
  return expression;
}

BibValues bibtex_values(const Entry& entry) {
  BibMacros macros;
  for (const auto& [name, expression] : entry.macros) macros.emplace(name, parse_expression(expression));
  BibValues values;
  for (const auto& [name, expression] : entry.fields) {
    values.emplace(ascii_lower(name), join_pieces(parse_expression(expression), macros));
  }
  return values;
}

std::string verbatim_value(std::string_view latex) {
  std::string value;
  if (latex.starts_with("\\url{") && latex.ends_with("}")) latex = latex.substr(5, latex.size() - 6);
  for (std::size_t i = 0; i < latex.size(); ++i) {
    const bool escape =
        latex[i] == '\\' && i + 1 < latex.size() && std::string_view("_&#%~{}$").find(latex[i + 1]) != latex.npos;
    if (escape) ++i;
    if (escape || (latex[i] != '{' && latex[i] != '}')) value += latex[i];
  }
  return collapse_space(value);
}

}  // namespace bibmill
