#include "pipeline/match/content_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 76> kFunctionWords = {
    "a",       "about",  "across", "after", "against", "all",   "along",  "among",   "an",      "and",  "any",
    "are",     "around", "as",     "at",    "be",      "been",  "before", "between", "both",    "by",   "can",
    "do",      "does",   "during", "each",  "for",     "from",  "has",    "have",    "how",     "if",   "in",
    "into",    "is",     "it",     "its",   "of",      "on",    "or",     "other",   "over",    "per",  "so",
    "such",    "than",   "that",   "the",   "their",   "these", "this",   "those",   "through", "to",   "toward",
    "towards", "under",  "use",    "using", "versus",  "via",   "was",    "we",      "were",    "what", "when",
    "where",   "which",  "while",  "who",   "why",     "will",  "with",   "within",  "without", "your"};

// The words that most titles of the learning sets bear (scripts/learn_versions.py --words). Longer tables told versions
// apart no better, shorter ones worse.
constexpr std::array<std::string_view, 300> kCommonWords = {"3d",
                                                            "abstract",
                                                            "acoustic",
                                                            "action",
                                                            "active",
                                                            "activity",
                                                            "adaptation",
                                                            "adaptive",
                                                            "adversarial",
                                                            "age",
                                                            "agent",
                                                            "algorithm",
                                                            "algorithms",
                                                            "alignment",
                                                            "analysis",
                                                            "application",
                                                            "applications",
                                                            "approach",
                                                            "approximation",
                                                            "assessment",
                                                            "associated",
                                                            "association",
                                                            "attention",
                                                            "audio",
                                                            "automatic",
                                                            "aware",
                                                            "based",
                                                            "bayesian",
                                                            "behavior",
                                                            "beyond",
                                                            "bounds",
                                                            "brain",
                                                            "cancer",
                                                            "care",
                                                            "case",
                                                            "cases",
                                                            "causal",
                                                            "characteristics",
                                                            "china",
                                                            "class",
                                                            "classification",
                                                            "clinical",
                                                            "clustering",
                                                            "cohort",
                                                            "collaborative",
                                                            "community",
                                                            "comparison",
                                                            "complexity",
                                                            "context",
                                                            "continuous",
                                                            "contrastive",
                                                            "control",
                                                            "convolutional",
                                                            "coronavirus",
                                                            "cov",
                                                            "covid",
                                                            "cross",
                                                            "data",
                                                            "dataset",
                                                            "decision",
                                                            "deep",
                                                            "depth",
                                                            "design",
                                                            "detection",
                                                            "diffusion",
                                                            "discovery",
                                                            "disease",
                                                            "distillation",
                                                            "distributed",
                                                            "distribution",
                                                            "domain",
                                                            "driven",
                                                            "dual",
                                                            "dynamic",
                                                            "dynamics",
                                                            "early",
                                                            "effect",
                                                            "effective",
                                                            "effects",
                                                            "efficient",
                                                            "embedding",
                                                            "embeddings",
                                                            "end",
                                                            "enhancement",
                                                            "epidemic",
                                                            "estimating",
                                                            "estimation",
                                                            "evaluation",
                                                            "event",
                                                            "evidence",
                                                            "exploring",
                                                            "extraction",
                                                            "face",
                                                            "factors",
                                                            "fast",
                                                            "feature",
                                                            "features",
                                                            "federated",
                                                            "fine",
                                                            "first",
                                                            "flow",
                                                            "forecasting",
                                                            "framework",
                                                            "free",
                                                            "function",
                                                            "fusion",
                                                            "games",
                                                            "gaussian",
                                                            "general",
                                                            "generalization",
                                                            "generalized",
                                                            "generation",
                                                            "generative",
                                                            "global",
                                                            "gradient",
                                                            "graph",
                                                            "graphs",
                                                            "group",
                                                            "guided",
                                                            "health",
                                                            "heterogeneous",
                                                            "hierarchical",
                                                            "high",
                                                            "hospital",
                                                            "human",
                                                            "identification",
                                                            "image",
                                                            "images",
                                                            "impact",
                                                            "improved",
                                                            "improving",
                                                            "infection",
                                                            "inference",
                                                            "information",
                                                            "interaction",
                                                            "interactive",
                                                            "joint",
                                                            "kernel",
                                                            "knowledge",
                                                            "label",
                                                            "language",
                                                            "large",
                                                            "latent",
                                                            "learning",
                                                            "level",
                                                            "linear",
                                                            "local",
                                                            "localization",
                                                            "long",
                                                            "loss",
                                                            "low",
                                                            "machine",
                                                            "matching",
                                                            "matrix",
                                                            "measures",
                                                            "media",
                                                            "medical",
                                                            "memory",
                                                            "meta",
                                                            "method",
                                                            "methods",
                                                            "mining",
                                                            "mobile",
                                                            "modal",
                                                            "model",
                                                            "modeling",
                                                            "modelling",
                                                            "models",
                                                            "mortality",
                                                            "motion",
                                                            "multi",
                                                            "multimodal",
                                                            "multiple",
                                                            "network",
                                                            "networks",
                                                            "neural",
                                                            "noise",
                                                            "novel",
                                                            "object",
                                                            "one",
                                                            "online",
                                                            "open",
                                                            "optimal",
                                                            "optimization",
                                                            "order",
                                                            "outbreak",
                                                            "outcomes",
                                                            "pandemic",
                                                            "patients",
                                                            "performance",
                                                            "planning",
                                                            "point",
                                                            "policy",
                                                            "population",
                                                            "pose",
                                                            "pre",
                                                            "predicting",
                                                            "prediction",
                                                            "privacy",
                                                            "probabilistic",
                                                            "problems",
                                                            "process",
                                                            "processes",
                                                            "processing",
                                                            "public",
                                                            "quality",
                                                            "query",
                                                            "random",
                                                            "rank",
                                                            "ranking",
                                                            "rapid",
                                                            "rate",
                                                            "real",
                                                            "reasoning",
                                                            "recognition",
                                                            "recommendation",
                                                            "reconstruction",
                                                            "recurrent",
                                                            "regression",
                                                            "regularization",
                                                            "reinforcement",
                                                            "related",
                                                            "representation",
                                                            "representations",
                                                            "resolution",
                                                            "respiratory",
                                                            "response",
                                                            "results",
                                                            "retrieval",
                                                            "review",
                                                            "risk",
                                                            "robust",
                                                            "sample",
                                                            "sampling",
                                                            "sars",
                                                            "scalable",
                                                            "scale",
                                                            "scene",
                                                            "search",
                                                            "segmentation",
                                                            "selection",
                                                            "self",
                                                            "semantic",
                                                            "semi",
                                                            "series",
                                                            "severe",
                                                            "shape",
                                                            "shot",
                                                            "single",
                                                            "social",
                                                            "source",
                                                            "space",
                                                            "sparse",
                                                            "spatial",
                                                            "speaker",
                                                            "specific",
                                                            "spectral",
                                                            "speech",
                                                            "spread",
                                                            "state",
                                                            "states",
                                                            "statistical",
                                                            "stochastic",
                                                            "strategies",
                                                            "structure",
                                                            "structured",
                                                            "study",
                                                            "supervised",
                                                            "support",
                                                            "survey",
                                                            "synthesis",
                                                            "system",
                                                            "systematic",
                                                            "systems",
                                                            "task",
                                                            "temporal",
                                                            "term",
                                                            "test",
                                                            "testing",
                                                            "text",
                                                            "time",
                                                            "tracking",
                                                            "training",
                                                            "transfer",
                                                            "transformer",
                                                            "transmission",
                                                            "treatment",
                                                            "uk",
                                                            "uncertainty",
                                                            "understanding",
                                                            "unsupervised",
                                                            "user",
                                                            "variational",
                                                            "video",
                                                            "view",
                                                            "vision",
                                                            "visual",
                                                            "web",
                                                            "world",
                                                            "zero"};

// The longest that leaves four letters is cut off. It need not be a stem of the language, only the same for its forms.
constexpr std::array<std::string_view, 26> kEndings = {
    "izations", "isations", "ization", "isation", "ations", "ation", "ities", "ments", "ingly",
    "ions",     "ally",     "ness",    "ment",    "ings",   "ies",   "ion",   "ing",   "ity",
    "ers",      "ism",      "ly",      "ed",      "es",     "er",    "al",    "s"};
constexpr std::size_t kLeastStem = 4;
constexpr double kCommonWeight = 0.5;

/// Weight by stem. Of several words with one stem the commonest decides.
using Content = std::map<std::string, double, std::less<>>;

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

std::string stem(std::string word) {
  if (std::all_of(word.begin(), word.end(), is_ascii_digit)) return word;
  for (const std::string_view ending : kEndings) {
    if (!word.ends_with(ending) || word.size() - ending.size() < kLeastStem) continue;
    word.resize(word.size() - ending.size());
    break;
  }
  const bool doubled = word.size() > kLeastStem && word.back() == word[word.size() - 2];
  if (doubled) word.pop_back();  // "modelling", "modeling"
  if (word.size() > kLeastStem && word.back() == 'e') word.pop_back();
  return word;
}

/// "multi source" as one word where the other title has "multisource".
std::vector<std::string> joined_as_in(const std::vector<std::string>& words, const std::set<std::string>& other) {
  std::vector<std::string> joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool pair = i + 1 < words.size() && other.contains(words[i] + words[i + 1]);
    joined.push_back(pair ? words[i] + words[i + 1] : words[i]);
    i += pair ? 1 : 0;
  }
  return joined;
}

Content content_of(const std::vector<std::string>& words) {
  Content content;
  for (const std::string& word : words) {
    if (std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), word)) continue;
    const bool common = std::binary_search(kCommonWords.begin(), kCommonWords.end(), word);
    double& weight = content.try_emplace(stem(word), 1.0).first->second;
    if (common) weight = kCommonWeight;
  }
  return content;
}

double weight_of(const Content& content) {
  double sum = 0;
  for (const auto& [word, weight] : content) sum += weight;
  return sum;
}

}  // namespace

ContentOverlap compare_content(std::string_view a, std::string_view b) {
  const std::vector<std::string> words_a = fold_words(a);
  const std::vector<std::string> words_b = fold_words(b);
  const Content left = content_of(joined_as_in(words_a, {words_b.begin(), words_b.end()}));
  const Content right = content_of(joined_as_in(words_b, {words_a.begin(), words_a.end()}));
  ContentOverlap overlap;
  for (const auto& [word, weight] : left) {
    const auto same = right.find(word);
    if (same != right.end()) overlap.common += std::min(weight, same->second);
  }
  const double both = weight_of(left) + weight_of(right);
  overlap.share = both > 0 ? 2 * overlap.common / both : 0;
  return overlap;
}

}  // namespace bibmill
