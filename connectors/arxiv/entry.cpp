#include "connectors/arxiv/entry.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pugixml.hpp>

#include "connectors/wire/xml.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/latex.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

bool is_called(pugi::xml_node node, std::string_view local) { return xml_local_name(node.name()) == local; }

pugi::xml_node child(pugi::xml_node parent, std::string_view local) {
  for (const pugi::xml_node node : parent.children()) {
    if (is_called(node, local)) return node;
  }
  return {};
}

std::optional<std::string> text_of(pugi::xml_node node) {
  std::string text = collapse_space(node.text().get());
  if (text.empty()) return std::nullopt;
  return text;
}

/// arXiv's texts mix Unicode and TeX. Only what certainly is TeX is read as such: "A $100 Laptop" and "100% R&D" are
/// plain.
bool has_tex(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    constexpr std::string_view kAccents = "'`^\"~=.{}$&%_#";
    const char next = text[i + 1];
    if (text[i] != '\\') continue;
    if (std::isalpha(static_cast<unsigned char>(next)) != 0 || kAccents.find(next) != std::string_view::npos)
      return true;
  }
  return std::count(text.begin(), text.end(), '$') >= 2 || text.find("---") != std::string_view::npos;
}

std::string without_tex(std::string text) { return has_tex(text) ? collapse_space(latex_to_unicode(text)) : text; }

/// Names without a letter are remains of "for the X Collaboration:" in old author lists.
bool has_letter(std::string_view name) {
  return std::any_of(name.begin(), name.end(),
                     [](unsigned char byte) { return std::isalpha(byte) != 0 || byte >= 0x80; });
}

std::optional<Person> read_author(pugi::xml_node author) {
  const auto printed = text_of(child(author, "name"));
  if (!printed || !has_letter(*printed)) return std::nullopt;
  Person person;
  person.name = parse_name(without_tex(*printed));
  for (const pugi::xml_node node : author.children()) {
    if (!is_called(node, "affiliation")) continue;
    if (auto name = text_of(node)) person.affiliations.push_back({without_tex(std::move(*name)), std::nullopt});
  }
  return person;
}

/// A category of arXiv's own scheme; MSC and ACM classes stand in the same elements ("14C20, 14M99", "I.2.9; I.2.10").
bool is_arxiv_category(std::string_view term) {
  const std::size_t dot = term.find('.');
  const std::string_view archive = term.substr(0, dot);
  const auto is_lower = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
  const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0 || c == '-'; };
  if (archive.size() < 2 || !std::all_of(archive.begin(), archive.end(), is_lower)) return false;
  if (dot == std::string_view::npos) return true;
  const std::string_view subject = term.substr(dot + 1);
  return !subject.empty() && std::all_of(subject.begin(), subject.end(), is_letter);
}

std::optional<std::string> primary_class(pugi::xml_node entry) {
  const std::string_view primary = child(entry, "primary_category").attribute("term").value();
  if (!primary.empty()) return std::string(primary);
  for (const pugi::xml_node node : entry.children()) {
    const std::string_view term = node.attribute("term").value();
    if (is_called(node, "category") && is_arxiv_category(term)) return std::string(term);
  }
  return std::nullopt;
}

/// Cuts a field at white space, semicolons, and commas before another DOI: authors write two DOIs into one field. (A
/// comma may also be part of a DOI.)
std::vector<std::string_view> split_dois(std::string_view field) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= field.size(); ++i) {
    const bool cut = i == field.size() || field[i] == ';' || std::isspace(static_cast<unsigned char>(field[i])) != 0 ||
                     (field[i] == ',' && field.substr(i + 1).starts_with("10."));
    if (!cut) continue;
    if (i > begin) pieces.push_back(field.substr(begin, i - begin));
    begin = i + 1;
  }
  return pieces;
}

void add_published(std::string_view field, std::vector<Relation>& relations) {
  for (const std::string_view piece : split_dois(field)) {
    const auto doi = Doi::parse(piece);
    // 10.48550 is arXiv itself; 10.5555 is no registered DOI but an internal number of the ACM Digital Library.
    if (!doi || doi->prefix() == "10.48550" || doi->prefix() == "10.5555") continue;
    Relation relation{"published", *doi};
    if (std::find(relations.begin(), relations.end(), relation) == relations.end())
      relations.push_back(std::move(relation));
  }
}

std::vector<Relation> published_versions(pugi::xml_node entry) {
  std::vector<Relation> relations;
  for (const pugi::xml_node node : entry.children()) {
    if (is_called(node, "doi")) add_published(node.text().get(), relations);
  }
  for (const pugi::xml_node node : entry.children()) {
    const bool is_doi_link = is_called(node, "link") && std::string_view(node.attribute("title").value()) == "doi";
    if (is_doi_link) add_published(node.attribute("href").value(), relations);
  }
  return relations;
}

/// The feed has no flag for it; submitters say so in the comment (arXiv help, "withdraw an article"), formerly in the
/// abstract.
bool says_withdrawn(const SourceRecord& record) {
  const std::string comment = fold_title(record.comment.value_or(""));
  const std::string abstract_text = fold_title(record.work.abstract_text.value_or("").substr(0, 200));
  constexpr std::array<std::string_view, 3> kSubjects = {"this paper ", "this article ", "this submission "};
  constexpr std::array<std::string_view, 3> kVerbs = {"has been withdrawn", "is withdrawn", "was withdrawn"};
  for (const std::string_view verb : kVerbs) {
    if (comment.starts_with("this " + std::string(verb))) return true;
    for (const std::string_view subject : kSubjects) {
      const std::string phrase = std::string(subject) + std::string(verb);
      if (comment.find(phrase) != std::string::npos || abstract_text.starts_with(phrase)) return true;
    }
  }
  return comment.starts_with("withdrawn") || comment.starts_with("paper withdrawn");
}

/// "1706.03762v7" of "http://arxiv.org/abs/1706.03762v7".
std::string versioned(const ArxivId& id) {
  return id.version() ? id.str() + "v" + std::to_string(*id.version()) : id.str();
}

Result<SourceRecord> read_entry(pugi::xml_node entry) {
  const auto link = text_of(child(entry, "id"));
  const auto id = ArxivId::parse(link.value_or(""));
  if (!id)
    return fail(ErrorKind::decode, "arXiv entry without a readable id: " + shorten(printable(link.value_or("")), 80));
  auto title = text_of(child(entry, "title"));
  if (!title) return fail(ErrorKind::decode, "arXiv entry without a title: " + id->str());

  SourceRecord record;
  record.source = SourceId::arxiv;
  record.record_id = versioned(*id);
  Work& work = record.work;
  work.type = WorkType::article;
  work.title = without_tex(std::move(*title));
  work.arxiv_id = id;
  work.url = id->url();
  work.issued = parse_partial_date(child(entry, "published").text().get());
  work.abstract_text = text_of(child(entry, "summary"));
  work.primary_class = primary_class(entry);
  for (const pugi::xml_node node : entry.children()) {
    if (!is_called(node, "author")) continue;
    if (auto person = read_author(node)) work.authors.push_back(std::move(*person));
  }
  record.relations = published_versions(entry);
  record.comment = text_of(child(entry, "comment"));
  record.journal_ref = text_of(child(entry, "journal_ref"));
  record.withdrawn = says_withdrawn(record);
  return record;
}

}  // namespace

Result<SourceRecord> decode_arxiv_entry(std::string_view entry) {
  pugi::xml_document document;
  const pugi::xml_encoding encoding = is_valid_utf8(entry) ? pugi::encoding_utf8 : pugi::encoding_latin1;
  const pugi::xml_parse_result parsed = document.load_buffer(entry.data(), entry.size(), pugi::parse_default, encoding);
  if (!parsed)
    return fail(ErrorKind::decode, std::string("arXiv entry is not well-formed XML: ") + parsed.description());
  return read_entry(document.document_element());
}

}  // namespace bibmill
