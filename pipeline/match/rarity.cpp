#include "pipeline/match/rarity.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 36> kFunctionWords = {
    "a",     "an", "and",    "are",     "as",    "at",    "be",  "by", "can",  "do",   "for",  "from",
    "how",   "in", "into",   "is",      "it",    "its",   "of",  "on", "or",   "over", "that", "the",
    "their", "to", "toward", "towards", "under", "using", "via", "we", "what", "when", "with", "without"};

// Words that stand in many titles of any field of computing, or of science, and tell one work from another badly.
constexpr std::array<std::string_view, 84> kCommonWords = {
    "algorithm",    "algorithms",   "analysis",       "analyzing",  "application", "applications", "approach",
    "approaches",   "architecture", "article",        "automatic",  "based",       "case",         "complex",
    "computer",     "computing",    "control",        "data",       "database",    "databases",    "design",
    "detection",    "development",  "distributed",    "dynamic",    "effective",   "effects",      "efficient",
    "environment",  "environments", "evaluating",     "evaluation", "experience",  "fast",         "framework",
    "general",      "high",         "implementation", "improved",   "information", "integrated",   "integration",
    "introduction", "issue",        "knowledge",      "language",   "large",       "learning",     "management",
    "managing",     "method",       "methods",        "mining",     "model",       "modeling",     "models",
    "multi",        "network",      "networks",       "new",        "object",      "objects",      "optimization",
    "oriented",     "parallel",     "performance",    "problem",    "problems",    "processing",   "programming",
    "queries",      "query",        "real",           "report",     "research",    "results",      "review",
    "search",       "software",     "special",        "study",      "system",      "systems",      "web"};

static_assert(std::ranges::is_sorted(kFunctionWords) && std::ranges::is_sorted(kCommonWords));

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& table, std::string_view word) {
  return std::ranges::binary_search(table, word);
}

constexpr double kFunctionWord = 0.1;
constexpr double kCommonWord = 0.5;
constexpr double kShortest = 0.4;
constexpr std::size_t kLong = 8;

}  // namespace

bool is_function_word(std::string_view word) { return holds(kFunctionWords, word); }

double rarity(std::string_view word) {
  if (is_function_word(word)) return kFunctionWord;
  if (holds(kCommonWords, word)) return kCommonWord;
  const auto length = static_cast<double>(std::min(word.size(), kLong)) / static_cast<double>(kLong);
  return kShortest + (1 - kShortest) * length;
}

}  // namespace bibmill
