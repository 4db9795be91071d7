using System.Text;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>What came back to one request.</summary>
internal abstract record HttpAnswer
{
    private HttpAnswer() { }

    /// <summary>A complete header section (RFC 9112 section 2.1) and as much of the body as was wanted. Headers stand line by line, in order.</summary>
    public sealed record Response(Uri Uri, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
        : HttpAnswer
    {
        private readonly Lazy<string> _text = new(() => Decode(Body));
        private readonly Lazy<HtmlPage> _page = new(() => HtmlPage.Read(Decode(Body)));

        /// <summary>The body was cut off by the other side: what is in it counts, what is not in it proves nothing.</summary>
        public bool BodyBroken { get; init; }

        public string Text => _text.Value;
        public HtmlPage Page => _page.Value;
        public bool IsHtml => First("Content-Type") is not { } type || type.Contains("html", StringComparison.OrdinalIgnoreCase);
        public bool IsPage => Status == 200 && IsHtml && !BodyBroken;

        /// <summary>The other side could not or would not serve us now; says nothing about the site.</summary>
        public bool IsTrouble => Status is 408 or 429 or >= 500 or < 200;

        public IEnumerable<string> All(string name) =>
            Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

        public string? First(string name) => All(name).FirstOrDefault();

        private static string Decode(byte[] body)
        {
            try
            {
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            }
            catch (DecoderFallbackException)
            {
                return Encoding.Latin1.GetString(body);
            }
        }
    }

    public sealed record Silent(Silence Why, string Detail) : HttpAnswer;
}
