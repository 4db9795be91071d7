using System.Security.Cryptography;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>
/// Asks a site for what should not lie open, each thing told by its grammar, and states an absence only where the site itself answered:
/// no filter's page, no 429, no 5xx, no silence.
/// </summary>
internal sealed class ExposureSurvey(SiteClient client, Uri site, HttpAnswer.Response home)
{
    private static readonly (string Name, string Value) FirstOctets = ("Range", "bytes=0-511");

    private int _silencesInRow;
    private Baseline? _baseline;

    /// <summary>A filter stood between: 429, or 403 to everything.</summary>
    public bool Blocked { get; private set; }

    /// <summary>Addresses where something was found, for the replay.</summary>
    public List<Uri> Found { get; } = [];

    public async Task RunAsync(Dictionary<string, object?> facts, CancellationToken cancellationToken)
    {
        _baseline = await ControlAsync(cancellationToken);
        if (_baseline?.EverythingAnswers200 is { } everything)
            facts["everything_answers_200"] = everything;

        if (_baseline is null || Blocked)
            return;

        if (PageFacts.DebugPage([home, _baseline.Control]) is var framework)
            facts["debug_page"] = framework;

        await AskRepositoriesAsync(facts, cancellationToken);
        await PutFlagAsync(facts, "server_status", "/server-status", ContentGrammar.IsServerStatus, cancellationToken);
        await PutFlagAsync(facts, "actuator_exposed", "/actuator", ContentGrammar.IsActuator, cancellationToken);
        await AskListsAsync(facts, cancellationToken);
    }

    /// <summary>One request outside the list, with the same care: 429 and silences are counted.</summary>
    public async Task<HttpAnswer.Response?> GetAsync(string path, CancellationToken cancellationToken) =>
        await GetAsync(path, null, SiteClient.MostBody, cancellationToken);

    /// <summary>The answer says nothing about what was asked for.</summary>
    public bool ProvesNothing(HttpAnswer.Response answer) =>
        answer.IsTrouble || answer.BodyBroken || Blocked || _baseline?.Repeats(answer) is not false;

    private async Task<HttpAnswer.Response?> GetAsync(
        string path,
        (string, string)? header,
        int most,
        CancellationToken cancellationToken
    )
    {
        if (Blocked || _silencesInRow >= 2)
            return null;

        var answer = await client.GetAsync(new Uri(site, path), header, most, cancellationToken);
        _silencesInRow = answer is HttpAnswer.Silent ? _silencesInRow + 1 : 0;
        Blocked |= answer is HttpAnswer.Response { Status: 429 };
        return answer as HttpAnswer.Response;
    }

    private async Task<Baseline?> ControlAsync(CancellationToken cancellationToken)
    {
        var path = $"/{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        if (await GetAsync(path, cancellationToken) is not { IsTrouble: false, BodyBroken: false } control)
            return null;

        Blocked |= control.Status == 403 && home.Status == 403;
        var everything = control.Status == 200;
        if (RedirectWalk.Next(control) is { } next && next.Host == site.Host && next.Port == site.Port)
        {
            var target = await GetAsync(next.PathAndQuery, cancellationToken);
            return new Baseline(control, target is null || target.IsTrouble ? null : target.Status == 200);
        }

        return new Baseline(control, everything);
    }

    private async Task AskRepositoriesAsync(Dictionary<string, object?> facts, CancellationToken cancellationToken)
    {
        var head = await LookAsync("/.git/HEAD", ContentGrammar.IsGitHead, null, cancellationToken);
        var git = head is true ? await LookAsync("/.git/config", ContentGrammar.IsGitConfig, null, cancellationToken) : head;
        if (git is { } exposed)
            facts["git_exposed"] = exposed;

        await PutFlagAsync(facts, "svn_exposed", "/.svn/entries", ContentGrammar.IsSvnEntries, cancellationToken);
        HttpAnswer.Response? seen = null;
        var environment = await LookAsync(
            "/.env",
            answer => ContentGrammar.IsEnvironment(answer) && (seen = answer) is not null,
            null,
            cancellationToken
        );
        if (environment is { } found)
        {
            facts["env_exposed"] = found;
            facts["env_keys"] = found ? ContentGrammar.Keys(seen!) : [];
        }
    }

    private async Task AskListsAsync(Dictionary<string, object?> facts, CancellationToken cancellationToken)
    {
        await PutListAsync(facts, "phpinfo", ["/phpinfo.php", "/info.php"], ContentGrammar.IsPhpInfo, null, cancellationToken);
        await PutListAsync(facts, "directory_listing", Folders(), ContentGrammar.IsListing, null, cancellationToken);
        await PutListAsync(
            facts,
            "backup_exposed",
            ["/backup.zip", "/backup.sql", "/dump.sql"],
            ContentGrammar.IsArchiveOrDump,
            FirstOctets,
            cancellationToken
        );
        await PutListAsync(
            facts,
            "log_exposed",
            ["/error.log", "/debug.log"],
            ContentGrammar.IsLog,
            FirstOctets,
            cancellationToken
        );
        await PutListAsync(
            facts,
            "private_key_exposed",
            ["/id_rsa", "/server.key"],
            ContentGrammar.IsPrivateKey,
            FirstOctets,
            cancellationToken
        );
        await PutListAsync(
            facts,
            "api_document",
            ["/openapi.json", "/v3/api-docs"],
            ContentGrammar.IsApiDocument,
            null,
            cancellationToken
        );
    }

    /// <summary>The front page and at most three folders that it points into.</summary>
    private string[] Folders() =>
        [
            "/",
            .. home
                .Page.Links.Select(link =>
                    Uri.TryCreate(site, link, out var uri) && uri.Host == site.Host ? uri.AbsolutePath : "/"
                )
                .Select(path => path[..(path.LastIndexOf('/') + 1)])
                .Where(path => path.Length is > 1 and < 200)
                .Append("/uploads/")
                .Distinct()
                .Take(3),
        ];

    private async Task PutFlagAsync(
        Dictionary<string, object?> facts,
        string fact,
        string path,
        Func<HttpAnswer.Response, bool> holds,
        CancellationToken cancellationToken
    )
    {
        if (await LookAsync(path, holds, null, cancellationToken) is { } found)
            facts[fact] = found;
    }

    private async Task PutListAsync(
        Dictionary<string, object?> facts,
        string fact,
        string[] paths,
        Func<HttpAnswer.Response, bool> holds,
        (string, string)? header,
        CancellationToken cancellationToken
    )
    {
        List<string> found = [];
        var allKnown = true;
        foreach (var path in paths)
        {
            var seen = await LookAsync(path, holds, header, cancellationToken);
            allKnown &= seen is not null;
            if (seen is true)
                found.Add(path);
        }

        if (allKnown || found.Count > 0)
            facts[fact] = found;
    }

    /// <summary>True by grammar; false by an answer of the site itself; null for everything else.</summary>
    private async Task<bool?> LookAsync(
        string path,
        Func<HttpAnswer.Response, bool> holds,
        (string, string)? header,
        CancellationToken cancellationToken
    )
    {
        var most = header is null ? SiteClient.MostBody : 512;
        if (await GetAsync(path, header, most, cancellationToken) is not { } answer)
            return null;

        // a trap for scanners gives every path what it hopes for
        if (answer.Status is 200 or 206 && holds(answer) && !holds(_baseline!.Control))
        {
            Found.Add(answer.Uri);
            return true;
        }

        return ProvesNothing(answer) ? null : false;
    }
}
