using System.Security.Cryptography;
using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>The requests to one site in their order; <see cref="Facts"/> holds what is known at any moment.</summary>
internal sealed class SiteInterview(SiteClient client, ProbeContext context, Asset.Site site, DateTimeOffset now)
{
    public Dictionary<string, object?> Facts { get; } = [];

    /// <summary>Addresses where something was found.</summary>
    public IReadOnlyList<Uri> Found { get; private set; } = [];

    /// <summary>Null when there are facts; else why nothing was learned.</summary>
    public async Task<ProbeAnswer.NoAnswer?> RunAsync(CancellationToken cancellationToken)
    {
        var ways = await WaysAsync(cancellationToken);
        if (ways.Nothing is { } nothing)
            return nothing;

        ways.Add(Facts);
        if (ways.Chosen.First is { } first && !first.IsTrouble)
            await DescribeAsync(ways, first, cancellationToken);
        else
            Facts["blocked"] = ways.Chosen.First is { Status: 429 };

        return null;
    }

    private async Task<SiteFacts> WaysAsync(CancellationToken cancellationToken)
    {
        var walk = new RedirectWalk(client, context);
        var secure = await walk.FollowAsync(SiteAddress.Of(site, "https"), cancellationToken);
        // a port that is neither 80 nor 443 speaks one of the two
        var onlyOne = site.Port is not null && secure.First is not null;
        var plain = onlyOne
            ? new Way([], new HttpAnswer.Silent(Silence.SpokeAnotherProtocol, "speaks https"), null)
            : await walk.FollowAsync(SiteAddress.Of(site, "http"), cancellationToken);
        return new SiteFacts(plain, secure);
    }

    private async Task DescribeAsync(SiteFacts ways, HttpAnswer.Response first, CancellationToken cancellationToken)
    {
        HeaderFacts.AddBanners(Facts, ways.End is { IsTrouble: false } end ? end : first);
        var home = ways.End is { } there && there.Uri.IdnHost == first.Uri.IdnHost ? there : first;
        var root = new Uri(home.Uri, "/");
        var questions = new SiteQuestions(client, root, home);
        try
        {
            await new ExposureSurvey(questions, root, home).RunAsync(Facts, cancellationToken);
            await AskOthersAsync(questions, cancellationToken);
        }
        finally
        {
            Found = questions.Found;
            Facts["blocked"] = questions.Blocked;
            // what a filter shows is not the site's page
            if (ways.End is { IsPage: true } page && !questions.Blocked)
                AddPage(ways, page);
        }

        if (ways.End is { IsPage: true } shown && !questions.Blocked)
            await AskOriginsAsync(shown.Uri, cancellationToken);
    }

    private void AddPage(SiteFacts ways, HttpAnswer.Response page)
    {
        HeaderFacts.Add(Facts, page);
        PageFacts.Add(Facts, page);
        CookieFacts.Add(Facts, ways.Chosen.Answers);
    }

    private async Task AskOthersAsync(SiteQuestions questions, CancellationToken cancellationToken)
    {
        var icon = await questions.GetAsync("/favicon.ico", cancellationToken);
        if (icon is { Status: 200, BodyBroken: false } && !icon.IsHtml)
            Facts["favicon_sha256"] = Convert.ToHexStringLower(SHA256.HashData(icon.Body));
        else if (icon is not null && !questions.ProvesNothing(icon))
            Facts["favicon_sha256"] = null;

        var text = await questions.GetAsync("/.well-known/security.txt", cancellationToken);
        if (text is { Status: 200, BodyBroken: false } && IsPlainText(text))
            Facts["security_txt"] = SecurityTxt.Judge(text.Text, now);
        else if (text is { Status: not (301 or 302 or 303 or 307 or 308) } && !questions.ProvesNothing(text))
            Facts["security_txt"] = "absent";
    }

    private static bool IsPlainText(HttpAnswer.Response answer) =>
        answer.First("Content-Type")?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Two origins that nobody can have listed.</summary>
    private async Task AskOriginsAsync(Uri page, CancellationToken cancellationToken)
    {
        var reflected = true;
        for (var i = 0; i < 2 && reflected; i++)
        {
            var origin = $"https://{RandomNumberGenerator.GetHexString(12, lowercase: true)}.example";
            var answer = await client.GetAsync(page, ("Origin", origin), 1, cancellationToken);
            if (answer is not HttpAnswer.Response { IsTrouble: false } response)
                return;

            reflected =
                response.First("Access-Control-Allow-Origin") == origin
                && "true".Equals(response.First("Access-Control-Allow-Credentials"), StringComparison.OrdinalIgnoreCase);
        }

        Facts["cors_reflects"] = reflected;
    }
}
