using System.Security.Cryptography;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>
/// Asks one site for paths, each thing told by its grammar, and calls it absent only where the site itself answered: no filter's page, no 429,
/// no 5xx, no silence.
/// </summary>
internal sealed class SiteQuestions(SiteClient client, Uri site, HttpAnswer.Response home)
{
    private int _silencesInRow;
    private Baseline? _baseline;

    /// <summary>A filter stood between: 429, or 403 to everything.</summary>
    public bool Blocked { get; private set; }

    /// <summary>Addresses where something was found, for the replay.</summary>
    public List<Uri> Found { get; } = [];

    /// <summary>Asks first for what cannot be there; null where that was not answered, and nothing more can be told.</summary>
    public async Task<Baseline?> BeginAsync(CancellationToken cancellationToken) =>
        _baseline = await ControlAsync(cancellationToken);

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

    /// <summary>True by grammar; false by an answer of the site itself; null for everything else.</summary>
    public async Task<bool?> LookAsync(
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
