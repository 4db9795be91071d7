using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Http;

/// <summary>Where the two ports of a site lead, and which end is the page that the header facts speak of.</summary>
internal sealed record SiteFacts(Way Plain, Way Secure)
{
    /// <summary>The https end, unless only http has a page.</summary>
    public Way Chosen => IsBetter(Secure) || !IsBetter(Plain) && Secure.First is not null ? Secure : Plain;

    public HttpAnswer.Response? End => Chosen.End;

    /// <summary>Neither port gave a whole answer: why. A refusal only where both refused.</summary>
    public ProbeAnswer.NoAnswer? Nothing =>
        Plain.First is null && Secure.First is null
            ? new[] { Secure.Silent!, Plain.Silent! }
                .OrderBy(silent => silent.Why == Silence.Refused)
                .Select(silent => new ProbeAnswer.NoAnswer(silent.Why, silent.Detail))
                .First()
            : null;

    public void Add(Dictionary<string, object?> facts)
    {
        Put(facts, "http_answers", Answers(Plain));
        Put(facts, "https_answers", Answers(Secure));
        Put(facts, "https_refused", Answers(Secure) is { } answered ? !answered : null);
        Put(
            facts,
            "http_html",
            Plain.First is { IsTrouble: false } first ? first.IsPage && RedirectWalk.Next(first) is null : null
        );
        Put(facts, "http_to_https", LeadsToHttps());
        Put(facts, "form_over_http", OverHttp(page => page.HasForm));
        Put(facts, "password_form_over_http", OverHttp(page => page.HasPasswordInput));
        AddWay(facts);
    }

    private static bool IsBetter(Way way) => way.End is { Status: < 400 };

    private static bool? Answers(Way way) =>
        way.First is not null ? true
        : way.Silent is { Why: Silence.Refused } ? false
        : null;

    private static void Put(Dictionary<string, object?> facts, string name, bool? value)
    {
        if (value is { } stated)
            facts[name] = stated;
    }

    private bool? LeadsToHttps() =>
        Plain.Answers.Any(answer => RedirectWalk.Next(answer)?.Scheme == "https") ? true
        : Plain.End is { IsTrouble: false } ? false
        : null;

    /// <summary>A page that was fetched over http and is shown there; false where http shows none.</summary>
    private bool? OverHttp(Func<HtmlPage, bool> holds) =>
        Plain.End switch
        {
            { IsPage: true, Uri.Scheme: "http" } page => holds(page.Page),
            { IsTrouble: false, BodyBroken: false } => false,
            _ => Answers(Plain) is false ? false : null,
        };

    private void AddWay(Dictionary<string, object?> facts)
    {
        if (Chosen.Answers.Count == 0)
            return;

        var steps = Chosen.Answers.Where(answer => RedirectWalk.Next(answer) is not null);
        facts["redirects"] = steps
            .Select(answer => ForeignText.Of($"{answer.Uri} {answer.Status} {RedirectWalk.Next(answer)}", 500))
            .ToArray();
        if (Chosen.Silent is null)
            facts["redirect_outside"] = Chosen.Outside is { } outside ? ForeignText.Of(outside.ToString(), 300) : null;

        if (Chosen.Answers[^1] is { IsTrouble: false } last)
        {
            facts["final_url"] = ForeignText.Of(last.Uri.ToString(), 300);
            facts["final_status"] = (double)last.Status;
            facts["final_scheme"] = last.Uri.Scheme;
        }
    }
}
