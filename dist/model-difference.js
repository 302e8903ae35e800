// src/compare/model-difference.ts
/**
* In what a converted model can differ from the FP32 model. Of constants: `clamped` lost magnitude to a limit of the
* converter, `raised` is a tiny number that FP16 would flush to 0 and that became larger, `sign-flipped`, `overflow` became
* infinite, `rounded` is stored in FP32 and holds rounded numbers, `changed` is anything else beyond rounding.
*/
const modelDifferenceKinds = [
	"output",
	"input",
	"mixed-types",
	"sign-flipped",
	"changed",
	"clamped",
	"overflow",
	"raised",
	"rounded",
	"constant",
	"attribute",
	"node-missing",
	"node-added",
	"opset"
];
/** Warnings first, each level in the order of the kinds, large counts first. */
function orderDifferences(differences) {
	const rank = ({ level, kind }) => (level === "warn" ? 0 : modelDifferenceKinds.length) + modelDifferenceKinds.indexOf(kind);
	return differences.toSorted((one, other) => rank(one) - rank(other) || (other.count ?? 0) - (one.count ?? 0));
}

export { orderDifferences as n, modelDifferenceKinds as t };