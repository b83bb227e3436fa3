"""What an administrator fills in about people and organisations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.accounts.keys import written_key
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, OrganisationKind, User
from duban.web.accounts.rights import Right, Role
from duban.web.accounts.wording import LONGEST_NAME, one_line
from duban.web.refusals import ReasonMissing

if TYPE_CHECKING:
    OneOrganisation = forms.ModelChoiceField[Organisation]
    AboutPerson = forms.ModelForm[User]
    AboutOrganisation = forms.ModelForm[Organisation]
    ManyOrganisations = forms.ModelMultipleChoiceField[Organisation]
else:
    # forms take no type argument at run time
    OneOrganisation = forms.ModelChoiceField
    AboutPerson = AboutOrganisation = forms.ModelForm
    ManyOrganisations = forms.ModelMultipleChoiceField

#: what stands for none of them
NONE = {
    "jurisdiction": gettext_lazy("请选择"),
    "parent": gettext_lazy("没有上级单位"),
    "governs": gettext_lazy("没有自己的台账"),
}
BETWEEN_NAMES = re.compile(r"[\s、，,；;]+")


def must_be_valid(form: forms.BaseForm) -> None:
    """ReasonMissing with every fault of the form in one sentence each; for who sends no form."""
    if form.is_valid():
        return
    faults = [
        str(fault) if name == NON_FIELD_ERRORS else f"{form.fields[name].label}：{fault}"
        for name, found in form.errors.items()
        for fault in found
    ]
    raise ReasonMissing(" ".join(faults))


def kept_organisations(member: Member) -> Any:
    """Organisations in use that `member` keeps, with their jurisdiction."""
    return Organisation.objects.filter(
        member.where(Right.MANAGE_PEOPLE), active=True
    ).select_related("jurisdiction")


def with_place(organisation: Organisation) -> str:
    return f"{organisation.jurisdiction.name} · {organisation.name}"


class OrganisationChoice(OneOrganisation):
    def label_from_instance(self, organisation: Organisation) -> str:
        return with_place(organisation)


class OrganisationChoices(ManyOrganisations):
    def clean(self, value: Any) -> Any:
        """A number that no database can hold is told like any other that is no choice."""
        huge = next((one for one in value or () if written_key(str(one)) is None), None)
        if huge is not None:
            words = {"value": huge, "pk": huge}
            raise forms.ValidationError(self.error_messages["invalid_choice"], params=words)
        return super().clean(value)


class PersonForm(AboutPerson):
    class Meta:
        model = User
        fields: ClassVar = ["username", "name"]
        help_texts: ClassVar = {"username": gettext_lazy("登录时输入，须唯一。")}
        error_messages: ClassVar = {
            "username": {"unique": gettext_lazy("这个登录名已有人用，请另取一个。")}
        }

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if re.search(r"\s", username):
            raise forms.ValidationError(_("登录名里不能有空格。"))
        return username

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])


class PostForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("角色"), choices=[("", gettext_lazy("请选择")), *Role.choices]
    )
    organisation = OrganisationChoice(
        label=gettext_lazy("单位"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("请选择"),
    )

    def __init__(self, member: Member, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        kept = kept_organisations(member)
        self.fields["organisation"].queryset = kept  # type: ignore[attr-defined]


class OrganisationForm(AboutOrganisation):
    aliases = forms.CharField(
        label=gettext_lazy("别名"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("文件里对它的其他叫法，用顿号或换行分开。"),
    )

    class Meta:
        model = Organisation
        fields: ClassVar = ["jurisdiction", "kind", "name", "parent", "members", "governs"]
        field_classes: ClassVar = {"members": OrganisationChoices}
        widgets: ClassVar = {"members": forms.CheckboxSelectMultiple}
        help_texts: ClassVar = {
            "governs": gettext_lazy("街镇有自己的台账时选它的辖区，交给它的任务会下达过去。"),
        }
        error_messages: ClassVar = {
            NON_FIELD_ERRORS: {
                "unique_together": gettext_lazy("这个辖区已有叫这个名称的机构，在用或已停用。")
            },
            "governs": {"unique": gettext_lazy("这个辖区的台账已由另一单位管，不能重复。")},
        }

    def __init__(self, member: Member, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        kept = Jurisdiction.objects.filter(member.where(Right.MANAGE_PEOPLE, jurisdiction="pk"))
        units = kept_organisations(member)
        if self.instance.pk is not None:
            units = units.filter(jurisdiction=self.instance.jurisdiction_id)
            self.fields["jurisdiction"].disabled = True
            names = self.instance.aliases.values_list("name", flat=True)
            self.fields["aliases"].initial = "、".join(names)
        choices = {
            "jurisdiction": kept,
            "parent": units.exclude(pk=self.instance.pk),
            "members": units.exclude(pk=self.instance.pk).exclude(kind=OrganisationKind.GROUP),
            "governs": kept.filter(parent__isnull=False),
        }
        several = self.instance.pk is None and len(kept) > 1
        for name, queryset in choices.items():
            field: Any = self.fields[name]
            field.queryset = queryset
            if name in NONE:
                field.empty_label = NONE[name]
            if several and name in ("parent", "members"):
                field.label_from_instance = with_place

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_aliases(self) -> list[str]:
        names = BETWEEN_NAMES.split(self.cleaned_data["aliases"])
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(_("一个别名不超过80个字。"))
        return [name for name in dict.fromkeys(names) if name]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("members") and facts.get("kind") != OrganisationKind.GROUP:
            self.add_error("members", _("只有“一组单位”才有成员单位。"))
        if facts.get("governs") and facts.get("kind") != OrganisationKind.TOWN:
            self.add_error("governs", _("只有街镇才有自己的台账。"))
        parent = facts.get("parent")
        if parent is not None and parent.jurisdiction != facts.get("jurisdiction"):
            self.add_error("parent", _("上级单位须在同一辖区。"))
        strangers = [
            unit
            for unit in facts.get("members") or ()
            if unit.jurisdiction != facts.get("jurisdiction")
        ]
        if strangers:
            self.add_error("members", _("成员单位须在同一辖区。"))
        return facts
