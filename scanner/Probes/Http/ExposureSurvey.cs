namespace CyberWatch.Scanner.Probes.Http;

/// <summary>What should not lie open on a site, path by path. A fact is stated only where <see cref="SiteQuestions"/> could decide it.</summary>
internal sealed class ExposureSurvey(SiteQuestions questions, Uri site, HttpAnswer.Response home)
{
    private static readonly (string Name, string Value) FirstOctets = ("Range", "bytes=0-511");

    public async Task RunAsync(Dictionary<string, object?> facts, CancellationToken cancellationToken)
    {
        if (await questions.BeginAsync(cancellationToken) is not { } baseline)
            return;

        if (baseline.EverythingAnswers200 is { } everything)
            facts["everything_answers_200"] = everything;

        if (questions.Blocked)
            return;

        facts["debug_page"] = PageFacts.DebugPage([home, baseline.Control]);
        await AskRepositoriesAsync(facts, cancellationToken);
        await PutFlagAsync(facts, "server_status", "/server-status", ContentGrammar.IsServerStatus, cancellationToken);
        await PutFlagAsync(facts, "actuator_exposed", "/actuator", ContentGrammar.IsActuator, cancellationToken);
        await AskListsAsync(facts, cancellationToken);
    }

    private async Task AskRepositoriesAsync(Dictionary<string, object?> facts, CancellationToken cancellationToken)
    {
        var head = await questions.LookAsync("/.git/HEAD", ContentGrammar.IsGitHead, null, cancellationToken);
        var git = head is true
            ? await questions.LookAsync("/.git/config", ContentGrammar.IsGitConfig, null, cancellationToken)
            : head;
        if (git is { } exposed)
            facts["git_exposed"] = exposed;

        await PutFlagAsync(facts, "svn_exposed", "/.svn/entries", ContentGrammar.IsSvnEntries, cancellationToken);
        HttpAnswer.Response? seen = null;
        var environment = await questions.LookAsync(
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
        if (await questions.LookAsync(path, holds, null, cancellationToken) is { } found)
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
            var seen = await questions.LookAsync(path, holds, header, cancellationToken);
            allKnown &= seen is not null;
            if (seen is true)
                found.Add(path);
        }

        if (allKnown || found.Count > 0)
            facts[fact] = found;
    }
}
