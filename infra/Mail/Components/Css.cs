namespace CyberWatch.Infra.Mail.Components;

/// <summary>
/// Inline styles of letters, and the one sheet that dark mode and narrow windows need: a mail program that drops it loses neither layout nor
/// contrast. The class names are hooks of that sheet alone. Colours: at least 6:1 on paper and on tint.
/// </summary>
internal static class Css
{
    public const string Sans = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private const string Mono = "font-family:Consolas,'Liberation Mono',Menlo,monospace;word-break:break-word";
    public const string Page = "margin:0;padding:0;background:#E9EDF1;" + Sans;
    public const string Paper = "max-width:660px;background:#FFFFFF;border:1px solid #C9D0D7;text-align:left;" + Sans;
    public const string Hidden = "display:none;max-height:0;overflow:hidden;mso-hide:all";
    public const string Left = "text-align:left";
    public const string Right = "text-align:right;white-space:nowrap";
    public const string Body = "margin:6px 0 8px;font-size:15px;line-height:1.5;color:#1B1F24";
    public const string Muted = "margin:8px 0 6px;font-size:14px;line-height:1.5;color:#4F5862";
    public const string Small = "margin:0 0 6px;font-size:13px;line-height:1.5;color:#4F5862";
    public const string Asset = "margin:1px 0 4px;font-size:14px;line-height:1.45;color:#4F5862;" + Mono;
    public const string Title = "margin:0 0 3px;font-size:17px;line-height:1.35;font-weight:700;color:#1B1F24";
    public const string Link = "color:#17457A;text-decoration:underline";
    public const string Struck = "color:#17457A;text-decoration:underline line-through";
    public const string Number = "padding:14px 0;font-size:22px;line-height:1.1;font-weight:700;color:#1F3A5F";
    public const string Head =
        "border-bottom:1px solid #7A8591;padding:6px 8px 6px 0;font-size:13px;line-height:1.35;font-weight:700;color:#4F5862";
    public const string Cell =
        "border-bottom:1px solid #C9D0D7;padding:7px 8px 7px 0;font-size:14px;line-height:1.4;color:#1B1F24";
    public const string MonoCell = Cell + ";" + Mono;
    public const string Code =
        "margin:0 0 8px;padding:10px 12px;background:#F4F6F8;border:1px solid #C9D0D7;font-size:13px;line-height:1.5;color:#1B1F24;"
        + Mono;

    public static string Badge(string colour) =>
        $"display:inline-block;border:1px solid {colour};color:{colour};font-size:12px;line-height:16px;font-weight:700;padding:1px 7px;white-space:nowrap";

    /// <summary>Programs drop a whole sheet for one rule that they cannot read: plain rules alone.</summary>
    public const string Sheet = """
        <style>
          :root { color-scheme: light dark; supported-color-schemes: light dark; }
          body { margin:0; padding:0; -webkit-text-size-adjust:100%; }
          @media (max-width:520px) {
            .col { display:block !important; width:auto !important; padding-right:0 !important; }
            .col2 { display:block !important; padding-top:4px !important; }
            .cnt { width:50% !important; min-width:0 !important; }
            .edge { padding-left:16px !important; padding-right:16px !important; }
          }
          @media (prefers-color-scheme:dark) {
            .bg { background:#0F1317 !important; }
            .paper { background:#171C22 !important; border-color:#3A444E !important; }
            .tint { background:#1F262D !important; }
            .ink { color:#E8ECF0 !important; }
            .mut { color:#AEB8C2 !important; }
            .lnk { color:#9CC7F5 !important; }
            .rule { border-color:#6E8FB8 !important; }
            .ruled { border-color:#3A444E !important; }
            .on { background:#9CC7F5 !important; color:#0F1317 !important; border-color:#9CC7F5 !important; }
            .off { background:#171C22 !important; color:#AEB8C2 !important; border-color:#3A444E !important; }
            .btn { background:#9CC7F5 !important; border-color:#9CC7F5 !important; }
            .btnl { color:#0F1317 !important; }
            .code { background:#0F1317 !important; border-color:#3A444E !important; color:#E8ECF0 !important; }
            .s-crit { color:#FF9DA8 !important; border-color:#FF9DA8 !important; }
            .s-high { color:#FFB27A !important; border-color:#FFB27A !important; }
            .s-med { color:#EBCB6B !important; border-color:#EBCB6B !important; }
            .s-low { color:#9CC7F5 !important; border-color:#9CC7F5 !important; }
            .s-info { color:#B4BEC8 !important; border-color:#B4BEC8 !important; }
            .s-ok { color:#86D9A4 !important; border-color:#86D9A4 !important; }
          }
          [data-ogsc] .ink { color:#E8ECF0 !important; }
          [data-ogsc] .mut { color:#AEB8C2 !important; }
          [data-ogsc] .lnk { color:#9CC7F5 !important; }
          [data-ogsc] .s-crit { color:#FF9DA8 !important; border-color:#FF9DA8 !important; }
          [data-ogsc] .s-high { color:#FFB27A !important; border-color:#FFB27A !important; }
          [data-ogsc] .s-med { color:#EBCB6B !important; border-color:#EBCB6B !important; }
          [data-ogsc] .s-low { color:#9CC7F5 !important; border-color:#9CC7F5 !important; }
          [data-ogsc] .s-info { color:#B4BEC8 !important; border-color:#B4BEC8 !important; }
          [data-ogsc] .s-ok { color:#86D9A4 !important; border-color:#86D9A4 !important; }
        </style>
        """;

    /// <summary>Outlook's Word engine knows no max-width: it gets a table of fixed width.</summary>
    public const string OutlookBegins =
        "<!--[if mso]><table role=\"presentation\" width=\"660\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->";

    public const string OutlookEnds = "<!--[if mso]></td></tr></table><![endif]-->";
}
