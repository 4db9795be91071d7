using System.Globalization;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Dashboard.Api;

/// <summary>Why there is no file: each reason in its own words, with the way back to the list.</summary>
internal sealed class DownloadRefusals(Texts texts)
{
    public IResult NotUnderstood(string query, QueryFault fault) =>
        new PlainAnswer(
            StatusCodes.Status400BadRequest,
            texts["findings.refused", fault.At + 1],
            fault.Message.In(CultureInfo.CurrentUICulture),
            FindingLinks.Of(query),
            texts["findings.back"]
        );

    public IResult IndexSilent(IndexFault why, string back) =>
        new PlainAnswer(
            StatusCodes.Status503ServiceUnavailable,
            why.Since is { } since ? texts["findings.index-silent-since", When.Moment(since)] : texts["findings.index-silent"],
            texts["findings.index-more"],
            back,
            texts["findings.back"]
        );
}
