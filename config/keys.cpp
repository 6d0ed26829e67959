#include "config/keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <type_traits>

namespace bibmill {
namespace {

template <class Section>
using Member = std::variant<bool Section::*, int Section::*, std::size_t Section::*, double Section::*,
                            std::string Section::*, std::vector<std::string> Section::*>;

template <class Section>
struct Field {
  Field(std::string_view name_in, Member<Section> member_in, double least_in = 0,
        std::vector<std::string_view> choices_in = {}, double most_in = std::numeric_limits<int>::max())
      : name(name_in), member(member_in), least(least_in), choices(std::move(choices_in)), most(most_in) {}
  std::string_view name;
  Member<Section> member;
  double least;  ///< of numbers
  std::vector<std::string_view> choices;
  double most;  ///< of numbers: only of probabilities, elsewhere it would forbid something sensible
};

constexpr double kTiny = 1e-6;
constexpr double kMostThreads = 1024;  // more than any machine has; far more cannot be started

const std::vector<Field<SourceSettings>>& source_fields() {
  using S = SourceSettings;
  static const std::vector<Field<S>> kFields = {
      {"enabled", &S::enabled},
      {"base_url", &S::base_url},
      {"group", &S::group},
      {"rate", &S::rate, kTiny},
      {"rate_single", &S::rate_single},
      {"rate_anonymous", &S::rate_anonymous},
      {"rate_single_anonymous", &S::rate_single_anonymous},
      {"burst", &S::burst, 1},
      {"concurrency", &S::concurrency, 1},
      {"concurrency_anonymous", &S::concurrency_anonymous},
      {"batch", &S::batch, 1},
      {"batch_titles", &S::batch_titles, 1},
      {"contact_parameter", &S::contact_parameter},
      {"key_environment", &S::key_environment},
      {"key_header", &S::key_header},
      {"timeout_s", &S::timeout_s, kTiny},
      {"connect_timeout_s", &S::connect_timeout_s, kTiny},
      {"lifetime_days", &S::lifetime_days},
      {"lifetime_absent_days", &S::lifetime_absent_days},
      {"lifetime_toc_days", &S::lifetime_toc_days},
      {"retries", &S::retries},
      {"retry_base_s", &S::retry_base_s},
      {"retry_cap_s", &S::retry_cap_s},
  };
  return kFields;
}

const std::vector<Field<SourceSettings>>& fields_of_source(std::string_view name) {
  static const std::vector<Field<SourceSettings>> kLocal = {{"enabled", &SourceSettings::enabled}};
  return is_local_source(name) ? kLocal : source_fields();
}

const std::vector<Field<HttpSettings>>& http_fields() {
  using S = HttpSettings;
  static const std::vector<Field<S>> kFields = {
      {"max_body_bytes", &S::max_body_bytes, 1024}, {"max_redirects", &S::max_redirects},
      {"batch_linger_s", &S::batch_linger_s},       {"circuit_failures", &S::circuit_failures, 1},
      {"circuit_pause_s", &S::circuit_pause_s},     {"circuit_pause_cap_s", &S::circuit_pause_cap_s},
      {"circuit_wall_s", &S::circuit_wall_s},
  };
  return kFields;
}

const std::vector<Field<LimitSettings>>& limit_fields() {
  using S = LimitSettings;
  static const std::vector<Field<S>> kFields = {{"max_requests", &S::max_requests}, {"time_s", &S::time_s}};
  return kFields;
}

const std::vector<Field<ResolveSettings>>& resolve_fields() {
  using S = ResolveSettings;
  static const std::vector<Field<S>> kFields = {
      {"permits", &S::permits, 1},
      {"counterparts", &S::counterparts, 0, {"titles", "identifiers", "off"}},
      {"counterpart_titles_limit", &S::counterpart_titles_limit},
      {"toc_entries", &S::toc_entries, 1},
      {"denied_prefixes", &S::denied_prefixes},
  };
  return kFields;
}

const std::vector<Field<MatchSettings>>& match_fields() {
  using S = MatchSettings;
  static const std::vector<Field<S>> kFields = {
      {"accept_probability", &S::accept_probability, 0, {}, 1},
      {"accept_title_only", &S::accept_title_only, 0, {}, 1},
      {"runner_up_gap", &S::runner_up_gap, 0, {}, 1},
  };
  return kFields;
}

const std::vector<Field<StateSettings>>& state_fields() {
  using S = StateSettings;
  static const std::vector<Field<S>> kFields = {
      {"resolved_days", &S::resolved_days},
      {"preprint_days", &S::preprint_days},
      {"past_venue_days", &S::past_venue_days},
      {"incomplete_days", &S::incomplete_days},
      {"ambiguous_days", &S::ambiguous_days},
      {"not_found_first_days", &S::not_found_first_days},
      {"not_found_most_days", &S::not_found_most_days},
      {"keep_expired_days", &S::keep_expired_days},
  };
  return kFields;
}

const std::vector<Field<BibtexSettings>>& bibtex_fields() {
  using S = BibtexSettings;
  static const std::vector<Field<S>> kFields = {
      {"abstract_field", &S::abstract_field}, {"keywords", &S::keywords}, {"url", &S::url}, {"unicode", &S::unicode},
      {"max_authors", &S::max_authors},
  };
  return kFields;
}

const std::vector<Field<PathSettings>>& path_fields() {
  using S = PathSettings;
  static const std::vector<Field<S>> kFields = {
      {"state", &S::state}, {"index", &S::index}, {"pace", &S::pace}, {"organisations", &S::organisations}};
  return kFields;
}

const std::vector<Field<Settings>>& top_fields() {
  static const std::vector<Field<Settings>> kFields = {{"jobs", &Settings::jobs, 0, {}, kMostThreads}};
  return kFields;
}

/// Calls `use(section object, field)` for the field that `key` names; false when no field has that name.
template <class SettingsRef, class Use>
bool visit_key(SettingsRef& settings, std::string_view key, Use use) {
  const auto in = [&](std::string_view prefix, auto& section, const auto& fields) {
    if (!key.starts_with(prefix)) return false;
    for (const auto& field : fields) {
      if (key.substr(prefix.size()) == field.name) {
        use(section, field);
        return true;
      }
    }
    return false;
  };
  for (auto& [name, source] : settings.sources) {
    if (in("sources." + name + ".", source, fields_of_source(name))) return true;
  }
  return in("http.", settings.http, http_fields()) || in("limits.", settings.limits, limit_fields()) ||
         in("resolve.", settings.resolve, resolve_fields()) || in("match.", settings.match, match_fields()) ||
         in("state.", settings.state, state_fields()) || in("bibtex.", settings.bibtex, bibtex_fields()) ||
         in("paths.", settings.paths, path_fields()) || in("", settings, top_fields());
}

std::optional<std::string> assign_number(auto& place, double least, double most, const SettingValue& value) {
  using T = std::remove_reference_t<decltype(place)>;
  double number = 0;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    number = static_cast<double>(*integer);
  } else if (const auto* real = std::get_if<double>(&value); real && std::is_floating_point_v<T>) {
    number = *real;
  } else {
    return std::is_floating_point_v<T> ? "must be a number" : "must be a whole number";
  }
  if (!(number >= least)) return fmt::format("must be at least {}", least);
  if (number > most) return fmt::format("must be at most {}", most);
  place = static_cast<T>(number);
  return std::nullopt;
}

template <class Section>
std::optional<std::string> assign(Section& section, const Field<Section>& field, const SettingValue& value) {
  return std::visit(
      [&](auto member) -> std::optional<std::string> {
        auto& place = section.*member;
        using T = std::remove_reference_t<decltype(place)>;
        if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) {
          return assign_number(place, field.least, field.most, value);
        } else {
          const T* given = std::get_if<T>(&value);
          if constexpr (std::is_same_v<T, bool>) {
            if (!given) return "must be true or false";
          } else if constexpr (std::is_same_v<T, std::string>) {
            if (!given) return "must be a text in quotes";
            if (!field.choices.empty() && std::ranges::find(field.choices, *given) == field.choices.end()) {
              return fmt::format("must be one of {}", fmt::join(field.choices, ", "));
            }
          } else {
            if (!given) return "must be a list of texts";
          }
          place = *given;
          return std::nullopt;
        }
      },
      field.member);
}

/// As a TOML text: what ends one, and control characters, escaped.
std::string print_value(const std::string& value) {
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    const auto byte = static_cast<unsigned char>(c);
    text += byte < 0x20 || byte == 0x7F ? fmt::format("\\u{:04x}", byte) : std::string(1, c);
  }
  return text + "\"";
}
std::string print_value(bool value) { return value ? "true" : "false"; }
std::string print_value(double value) { return fmt::format("{}", value); }
std::string print_value(int value) { return fmt::format("{}", value); }
std::string print_value(std::size_t value) { return fmt::format("{}", value); }
std::string print_value(const std::vector<std::string>& value) {
  std::string text;
  for (const std::string& item : value) text += (text.empty() ? "" : ", ") + print_value(item);
  return "[" + text + "]";
}

constexpr std::string_view kAgencies = "resolve.agencies.";

template <class T>
std::optional<SettingValue> parse_number(std::string_view text) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return SettingValue(number);
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto comma = text.find(',');
    std::string_view item = text.substr(0, comma);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (!item.empty()) items.emplace_back(item);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  return items;
}

}  // namespace

std::vector<std::string> known_keys(const Settings& settings) {
  std::vector<std::string> keys{"contact"};
  const auto add = [&](const std::string& prefix, const auto& fields) {
    for (const auto& field : fields) keys.push_back(prefix + std::string(field.name));
  };
  add("", top_fields());
  add("paths.", path_fields());
  add("http.", http_fields());
  add("limits.", limit_fields());
  add("resolve.", resolve_fields());
  for (const auto& [prefix, agency] : settings.resolve.agencies) keys.push_back(std::string(kAgencies) + prefix);
  add("match.", match_fields());
  add("state.", state_fields());
  add("bibtex.", bibtex_fields());
  for (const auto& [name, source] : settings.sources) add("sources." + name + ".", fields_of_source(name));
  return keys;
}

std::optional<std::string> set_key(Settings& settings, std::string_view key, const SettingValue& value) {
  if (key == "contact" || key.starts_with(kAgencies)) {
    const auto* text = std::get_if<std::string>(&value);
    if (!text) return "must be a text in quotes";
    if (key == "contact") {
      if (!text->empty() && text->find('@') == std::string::npos) return "must be a mail address";
      settings.contact = Secret(*text);
      return std::nullopt;
    }
    if (*text != "crossref" && *text != "datacite") return "must be crossref or datacite";
    settings.resolve.agencies[std::string(key.substr(kAgencies.size()))] = *text;
    return std::nullopt;
  }
  std::optional<std::string> problem;
  const bool known =
      visit_key(settings, key, [&](auto& section, const auto& field) { problem = assign(section, field, value); });
  return known ? problem : std::optional<std::string>("is not a setting");
}

std::optional<SettingValue> value_from_text(const Settings& settings, std::string_view key, std::string_view text) {
  if (key == "contact" || key.starts_with(kAgencies)) return SettingValue(std::string(text));
  std::optional<SettingValue> value;
  visit_key(settings, key, [&](const auto& section, const auto& field) {
    std::visit(
        [&](auto member) {
          using T = std::remove_cvref_t<decltype(section.*member)>;
          if constexpr (std::is_same_v<T, bool>) {
            if (text == "true" || text == "1") value = true;
            if (text == "false" || text == "0") value = false;
          } else if constexpr (std::is_same_v<T, double>) {
            value = parse_number<double>(text);
          } else if constexpr (std::is_arithmetic_v<T>) {
            value = parse_number<std::int64_t>(text);
          } else if constexpr (std::is_same_v<T, std::string>) {
            value = std::string(text);
          } else {
            value = split_list(text);
          }
        },
        field.member);
  });
  return value;
}

std::string print_key(const Settings& settings, std::string_view key) {
  if (key == "contact") return settings.contact.empty() ? "\"\"" : "\"(set)\"";
  if (key.starts_with(kAgencies)) {
    const auto found = settings.resolve.agencies.find(std::string(key.substr(kAgencies.size())));
    return found == settings.resolve.agencies.end() ? "" : print_value(found->second);
  }
  std::string printed;
  visit_key(settings, key, [&](const auto& section, const auto& field) {
    std::visit([&](auto member) { printed = print_value(section.*member); }, field.member);
  });
  return printed;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row.back();
}

std::optional<std::string> nearest_key(const std::vector<std::string>& keys, std::string_view misspelt) {
  const std::string* nearest = nullptr;
  std::size_t least = std::max<std::size_t>(3, misspelt.size() / 3) + 1;
  for (const std::string& key : keys) {
    const std::size_t distance = edit_distance(key, misspelt);
    if (distance < least) {
      least = distance;
      nearest = &key;
    }
  }
  return nearest ? std::optional<std::string>(*nearest) : std::nullopt;
}

}  // namespace bibmill
